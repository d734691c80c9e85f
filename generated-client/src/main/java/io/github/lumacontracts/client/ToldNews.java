package io.github.lumacontracts.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What was told of the tasks that were heard of last. Ids and words are strangers' and may be long,
 * so a fingerprint of 16 bytes stands for each. Safe for threads.
 */
final class ToldNews {
  private static final int MAX_PER_TASK = 20;

  private final Map<UUID, OfTask> tasks;

  ToldNews(int maxTasks) {
    tasks =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<UUID, OfTask> eldest) {
            return size() > maxTasks;
          }
        };
  }

  /** Hands news to a handler, and keeps in mind that it did if the handler returns. */
  boolean tell(TaskSnapshot snapshot, Consumer<? super TaskSnapshot> handler) {
    OfTask task;
    synchronized (tasks) {
      task = tasks.computeIfAbsent(fingerprint(snapshot.task()), id -> new OfTask());
    }
    return task.tell(snapshot, handler);
  }

  private static UUID fingerprint(Object value) {
    return UUID.nameUUIDFromBytes(value.toString().getBytes(UTF_8));
  }

  private static UUID news(TaskSnapshot snapshot) {
    // Signed anew, an address has another query and leads to the same video.
    String video = snapshot.video().map(Video::url).map(url -> url.getRawPath()).orElse("");
    return fingerprint(List.of(snapshot.state(), snapshot.word(), snapshot.progress(), video));
  }

  private static final class OfTask {
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<UUID> told = new LinkedHashSet<>();
    private boolean isOver;

    boolean tell(TaskSnapshot snapshot, Consumer<? super TaskSnapshot> handler) {
      boolean isFinal = snapshot.state().isFinal();
      UUID news = news(snapshot);
      lock.lock();
      try {
        if ((isOver && !isFinal) || told.contains(news)) {
          return false;
        }
        handler.accept(snapshot);
        if (isFinal && !isOver) {
          isOver = true;
          told.clear(); // no word but a final one can be news now
        }
        add(news);
        return true;
      } finally {
        lock.unlock();
      }
    }

    private void add(UUID news) {
      told.add(news);
      if (told.size() > MAX_PER_TASK) {
        Iterator<UUID> oldest = told.iterator();
        oldest.next();
        oldest.remove();
      }
    }
  }
}
