package io.github.lumacontracts.mock.store.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.internal.task.Changed;
import io.github.lumacontracts.mock.internal.task.Guardians;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskJson;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import io.github.lumacontracts.mock.internal.task.TaskStore;
import io.github.lumacontracts.mock.internal.task.TaskStoreException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tasks in Redis, where several servers see the same ones. Safe for threads. Everything
 * stands below {@link #PREFIX}: a hash per task, with what is marked about it, and sorted sets that
 * hold the order, of all tasks and of those of a world; a hash of values and a list of notes per
 * world; and who looks after what. One Redis, not a cluster.
 *
 * <p>While Redis is away each call throws {@link TaskStoreException}, at the latest after {@link
 * #PATIENCE}; once it is back, calls succeed again within about a second.
 */
public final class RedisTaskStore implements TaskStore {
  /** Longest time that a call waits for Redis. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** At the start nobody waits for an answer, and on a busy machine everything starts at once. */
  private static final Duration PATIENCE_AT_START = Duration.ofSeconds(10);

  /** The number changes when an older server could not read what a newer one writes. */
  static final String PREFIX = "luma-mock:1:";

  /** Tasks to be read at once, so that nobody waits long for Redis meanwhile. */
  private static final int MOST_READ = 500;

  /** A name or an IP address; anything else could be part of a password. */
  private static final Pattern HOST = Pattern.compile("[\\w.-]+|[0-9a-fA-F:.]+");

  /** How far to look for a finished task; where thousands are under way, old is as good. */
  private static final int SEARCHED = 1000;

  private static final String ALL = PREFIX + "all";
  private static final String NUMBER = PREFIX + "number";
  private static final String MARK = "mark:";
  private static final String WORLDS = PREFIX + "worlds";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Keys: task, all, world, number. Arguments: task, name. Returns how many there are. */
  private static final String PUT =
      """
      local new = redis.call('EXISTS', KEYS[1]) == 0
      redis.call('HSET', KEYS[1], 'task', ARGV[1])
      if new then
        local number = redis.call('INCR', KEYS[4])
        redis.call('ZADD', KEYS[2], number, ARGV[2])
        redis.call('ZADD', KEYS[3], number, ARGV[2])
      end
      return redis.call('ZCARD', KEYS[2])
      """;

  /** Keys: task, all, world. Arguments: name. Returns 1 if it was there. */
  private static final String REMOVE =
      """
      redis.call('ZREM', KEYS[2], ARGV[1])
      redis.call('ZREM', KEYS[3], ARGV[1])
      return redis.call('DEL', KEYS[1])
      """;

  /** Keys: task. Arguments: mark, old, next. Returns 1 unless it was another one. */
  private static final String MARK_IF =
      """
      if redis.call('EXISTS', KEYS[1]) == 0 then
        return 0
      end
      if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then
        return 0
      end
      redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
      return 1
      """;

  /** Keys: tasks. Returns them, an empty text for each that is not there. */
  private static final String READ =
      """
      local tasks = {}
      for i, key in ipairs(KEYS) do
        tasks[i] = redis.call('HGET', key, 'task') or ''
      end
      return tasks
      """;

  /**
   * Keys: values and notes of a world, the order of its values, worlds, number. Arguments: name,
   * whether there was a value and which, whether there is one now and which, whether there is a
   * note and which, world, how many values, notes and worlds are kept. Returns 1 unless the value
   * was another one.
   */
  private static final String CHANGE =
      """
      local old = redis.call('HGET', KEYS[1], ARGV[1])
      if ARGV[2] == '1' then
        if old ~= ARGV[3] then return 0 end
      elseif old then
        return 0
      end
      local number = redis.call('INCR', KEYS[5])
      if ARGV[4] == '1' then
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[5])
        if string.find(ARGV[1], ':', 1, true) then
          redis.call('ZADD', KEYS[3], number, ARGV[1])
          if redis.call('ZCARD', KEYS[3]) > tonumber(ARGV[9]) then
            redis.call('HDEL', KEYS[1], redis.call('ZPOPMIN', KEYS[3])[1])
          end
        end
      else
        redis.call('HDEL', KEYS[1], ARGV[1])
        redis.call('ZREM', KEYS[3], ARGV[1])
      end
      if ARGV[6] == '1' then
        redis.call('LPUSH', KEYS[2], ARGV[7])
        redis.call('LTRIM', KEYS[2], 0, tonumber(ARGV[10]) - 1)
      end
      if ARGV[8] ~= '' then
        redis.call('ZADD', KEYS[4], number, ARGV[8])
        if redis.call('ZCARD', KEYS[4]) > tonumber(ARGV[11]) then
          local idle = redis.call('ZPOPMIN', KEYS[4])[1]
          for _, kind in ipairs({'values', 'notes', 'recent'}) do
            redis.call('DEL', '%1$s' .. kind .. ':' .. idle)
          end
        end
      end
      return 1
      """
          .formatted(PREFIX);

  private final ClientResources resources;
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;
  private final Guardians guardians = new RedisGuardians(this);
  private final String address;
  private final int capacity;
  private final Predicate<Task> finished;

  private RedisTaskStore(
      ClientResources resources,
      RedisClient client,
      StatefulRedisConnection<String, String> connection,
      String address,
      int capacity,
      Predicate<Task> finished) {
    this.resources = resources;
    this.client = client;
    this.connection = connection;
    this.address = address;
    this.capacity = capacity;
    this.finished = finished;
  }

  /**
   * Connects to Redis.
   *
   * @param url {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss} for TLS;
   *     what stands before the {@code @} is never shown
   * @param capacity number of tasks of all servers together; each server trims to its own
   * @param finished whether a task has come to its end, by the clock of its world
   * @throws MockServerException if the URL is none of Redis, or Redis does not answer
   */
  public static RedisTaskStore open(String url, int capacity, Predicate<Task> finished) {
    RedisURI uri = parsed(url);
    String address = "Redis at " + uri.getHost() + ":" + uri.getPort();
    uri.setTimeout(PATIENCE_AT_START);
    ClientResources resources =
        DefaultClientResources.builder()
            .reconnectDelay(Delay.constant(Duration.ofMillis(500)))
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .build();
    RedisClient client = RedisClient.create(resources, uri);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE_AT_START).build())
            .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
            .build());
    try {
      return new RedisTaskStore(resources, client, client.connect(), address, capacity, finished);
    } catch (RedisException e) {
      shutDown(client, resources);
      throw new MockServerException(
          address
              + " gives no answer: "
              + reason(e)
              + ". Start it, or correct host, port and password.",
          e);
    }
  }

  /** The messages of the parser would show the whole address, with the password. */
  private static RedisURI parsed(String url) {
    try {
      RedisURI uri = RedisURI.create(url);
      String host = String.valueOf(uri.getHost());
      if (HOST.matcher(host).matches() && uri.getSentinels().isEmpty()) {
        return uri;
      }
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      // Told below.
    }
    throw new MockServerException(
        "The address of Redis cannot be used, expected"
            + " redis://[[user]:password@]host[:port][/database].");
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    @Nullable String message = root.getMessage();
    return message == null
        ? root.getClass().getSimpleName()
        : message.replaceFirst("\\.$", ""); // the sentence goes on
  }

  @Override
  public void put(Task task) {
    TaskKey key = task.key();
    @Nullable Long size =
        call(
            redis ->
                redis.eval(
                    PUT,
                    ScriptOutputType.INTEGER,
                    new String[] {hash(key), ALL, world(key.world()), NUMBER},
                    TaskJson.write(task),
                    TaskJson.write(key)));
    for (long surplus = size == null ? 0 : size - capacity; surplus > 0; surplus--) {
      dispensable(key).ifPresent(this::remove);
    }
  }

  /** Looks through the oldest, some at a time; all but the one that has just come. */
  private Optional<TaskKey> dispensable(TaskKey latest) {
    Optional<TaskKey> oldest = Optional.empty();
    int step = 50;
    for (int from = 0; from < SEARCHED; from += step) {
      int start = from;
      List<String> names = call(redis -> redis.zrange(ALL, start, start + step - 1));
      List<Task> tasks = tasks(names);
      for (Task task : tasks) {
        if (!task.key().equals(latest) && finished.test(task)) {
          return Optional.of(task.key());
        }
      }
      oldest = oldest.or(() -> tasks.stream().findFirst().map(Task::key));
      if (names.size() < step) {
        break;
      }
    }
    return oldest;
  }

  @Override
  public Optional<Task> find(TaskKey key) {
    return tasks(List.of(TaskJson.write(key))).stream().findFirst();
  }

  @Override
  public List<Task> newest(String world, int limit) {
    return limit <= 0
        ? List.of()
        : tasks(call(redis -> redis.zrevrange(world(world), 0, limit - 1L)));
  }

  @Override
  public List<Task> all() {
    return tasks(call(redis -> redis.zrange(ALL, 0, -1)));
  }

  /** Another server may have removed some in between, which are left out. */
  List<Task> tasks(List<String> names) {
    List<Task> tasks = new ArrayList<>(names.size());
    for (int from = 0; from < names.size(); from += MOST_READ) {
      read(names.subList(from, Math.min(from + MOST_READ, names.size())), tasks);
    }
    return tasks;
  }

  private void read(List<String> names, List<Task> tasks) {
    String[] keys = names.stream().map(RedisTaskStore::hash).toArray(String[]::new);
    List<String> texts = call(redis -> redis.eval(READ, ScriptOutputType.MULTI, keys));
    for (int i = 0; i < keys.length; i++) {
      if (!texts.get(i).isEmpty()) {
        tasks.add(read(keys[i], texts.get(i)));
      }
    }
  }

  private Task read(String hash, String text) {
    try {
      return TaskJson.readTask(text);
    } catch (IllegalArgumentException e) {
      throw new TaskStoreException(
          address + ": " + hash + " " + e.getMessage() + ". Delete it there.", e);
    }
  }

  @Override
  public boolean remove(TaskKey key) {
    @Nullable Long removed =
        call(
            redis ->
                redis.eval(
                    REMOVE,
                    ScriptOutputType.INTEGER,
                    new String[] {hash(key), ALL, world(key.world())},
                    TaskJson.write(key)));
    return removed != null && removed == 1;
  }

  @Override
  public String mark(TaskKey key, String name) {
    @Nullable String mark = call(redis -> redis.hget(hash(key), MARK + name));
    return mark == null ? "" : mark;
  }

  @Override
  public boolean mark(TaskKey key, String name, String old, String next) {
    String[] keys = {hash(key)};
    @Nullable Long done =
        call(redis -> redis.eval(MARK_IF, ScriptOutputType.INTEGER, keys, MARK + name, old, next));
    return done != null && done == 1;
  }

  @Override
  public Map<String, JsonNode> values(String world, Collection<String> names) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    call(redis -> redis.hmget(of("values", world), names.toArray(String[]::new)))
        .forEach(
            value ->
                value.ifHasValue(text -> values.put(value.getKey(), json(value.getKey(), text))));
    return values;
  }

  @Override
  public Map<String, JsonNode> values(String world) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    call(redis -> redis.hgetall(of("values", world)))
        .forEach((name, text) -> values.put(name, json(name, text)));
    return values;
  }

  @Override
  public void change(String world, String name, Function<Optional<JsonNode>, Changed> change) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!tryChange(world, name, change)) {
      if (System.nanoTime() > deadline) {
        throw new TaskStoreException(
            address + ": too many change " + name + " at once. Send the request again.", null);
      }
    }
  }

  private boolean tryChange(
      String world, String name, Function<Optional<JsonNode>, Changed> change) {
    @Nullable String text = call(redis -> redis.hget(of("values", world), name));
    Optional<JsonNode> old = Optional.ofNullable(text).map(known -> json(name, known));
    Changed changed = change.apply(old);
    if (changed.value().equals(old) && changed.note().isEmpty()) {
      return true;
    }
    String[] keys = {of("values", world), of("notes", world), of("recent", world), WORLDS, NUMBER};
    @Nullable Long done =
        call(
            redis ->
                redis.eval(
                    CHANGE,
                    ScriptOutputType.INTEGER,
                    keys,
                    name,
                    old.isPresent() ? "1" : "0",
                    text == null ? "" : text,
                    changed.value().isPresent() ? "1" : "0",
                    changed.value().map(JsonNode::toString).orElse(""),
                    changed.note().isPresent() ? "1" : "0",
                    changed.note().map(JsonNode::toString).orElse(""),
                    world,
                    String.valueOf(MOST_VALUES),
                    String.valueOf(MOST_NOTES),
                    String.valueOf(MOST_WORLDS)));
    return done != null && done == 1;
  }

  @Override
  public List<JsonNode> notes(String world, int limit) {
    return limit <= 0
        ? List.of()
        : call(redis -> redis.lrange(of("notes", world), 0, limit - 1L)).stream()
            .map(text -> json("a note", text))
            .toList();
  }

  @Override
  public SortedSet<String> worlds() {
    List<String> names = call(redis -> redis.zrange(WORLDS, 0, -1));
    return new TreeSet<>(names);
  }

  private JsonNode json(String name, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new TaskStoreException(address + ": " + name + " is not JSON. Delete it there.", e);
    }
  }

  private static String of(String kind, String world) {
    return PREFIX + kind + ":" + world;
  }

  private static String hash(TaskKey key) {
    return hash(TaskJson.write(key));
  }

  private static String hash(String name) {
    return PREFIX + "task:" + name;
  }

  private static String world(String name) {
    return PREFIX + "world:" + name;
  }

  <T extends @Nullable Object> T call(Function<RedisCommands<String, String>, T> command) {
    try {
      return command.apply(connection.sync());
    } catch (RedisException e) {
      throw new TaskStoreException(
          "The store of the tasks is away: "
              + address
              + " says: "
              + reason(e)
              + ". Send the request again once it is back.",
          e);
    }
  }

  @Override
  public Optional<Guardians> guardians() {
    return Optional.of(guardians);
  }

  @Override
  public boolean mayWait() {
    return true;
  }

  @Override
  public void close() {
    connection.close();
    shutDown(client, resources);
  }

  private static void shutDown(RedisClient client, ClientResources resources) {
    client.shutdown(Duration.ZERO, PATIENCE);
    resources
        .shutdown(0, PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .awaitUninterruptibly(PATIENCE.toMillis());
  }
}
