package io.github.lumacontracts.mock.store.redis;

import io.github.lumacontracts.mock.internal.task.Guardians;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskJson;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import io.lettuce.core.ScriptOutputType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps in Redis when each server was heard of last, by the clock of Redis, and a set per server of
 * the tasks that it looks after. Safe for threads.
 */
final class RedisGuardians implements Guardians {
  private static final String SERVERS = RedisTaskStore.PREFIX + "servers";

  /** Keys: servers. Arguments: this one, milliseconds of patience. Returns the dead. */
  private static final String BEAT =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      redis.call('HSET', KEYS[1], ARGV[1], now)
      local dead = {}
      local all = redis.call('HGETALL', KEYS[1])
      for i = 1, #all, 2 do
        if now - tonumber(all[i + 1]) > tonumber(ARGV[2]) then
          dead[#dead + 1] = all[i]
        end
      end
      return dead
      """;

  /** Keys: servers. Arguments: another one, milliseconds of patience. Returns 1 if it lives. */
  private static final String IS_ALIVE =
      """
      local seen = redis.call('HGET', KEYS[1], ARGV[1])
      if not seen then
        return 0
      end
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      return now - tonumber(seen) > tonumber(ARGV[2]) and 0 or 1
      """;

  private final RedisTaskStore store;

  RedisGuardians(RedisTaskStore store) {
    this.store = store;
  }

  @Override
  public Set<String> beat(String server) {
    List<String> dead =
        store.call(
            redis -> redis.eval(BEAT, ScriptOutputType.MULTI, servers(), server, patience()));
    return new HashSet<>(dead);
  }

  @Override
  public boolean isAlive(String server) {
    Long alive =
        store.call(
            redis -> redis.eval(IS_ALIVE, ScriptOutputType.INTEGER, servers(), server, patience()));
    return alive == 1;
  }

  private static String[] servers() {
    return new String[] {SERVERS};
  }

  private static String patience() {
    return String.valueOf(PATIENCE.toMillis());
  }

  @Override
  public List<Task> tasksOf(String server) {
    return store.tasks(List.copyOf(store.call(redis -> redis.smembers(tasks(server)))));
  }

  @Override
  public void adopt(String server, TaskKey task) {
    store.call(redis -> redis.sadd(tasks(server), TaskJson.write(task)));
  }

  @Override
  public void release(String server, TaskKey task) {
    store.call(redis -> redis.srem(tasks(server), TaskJson.write(task)));
  }

  @Override
  public void leave(String server) {
    store.call(redis -> redis.hset(SERVERS, server, "0"));
  }

  @Override
  public void bury(String server) {
    store.call(redis -> redis.del(tasks(server)));
    store.call(redis -> redis.hdel(SERVERS, server));
  }

  private static String tasks(String server) {
    return RedisTaskStore.PREFIX + "guarded:" + server;
  }
}
