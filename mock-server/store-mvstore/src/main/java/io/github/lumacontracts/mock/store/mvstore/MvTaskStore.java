package io.github.lumacontracts.mock.store.mvstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.internal.task.Changed;
import io.github.lumacontracts.mock.internal.task.MemoryTaskStore;
import io.github.lumacontracts.mock.internal.task.StoredTask;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskJson;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import io.github.lumacontracts.mock.internal.task.TaskLog;
import io.github.lumacontracts.mock.internal.task.TaskStore;
import io.github.lumacontracts.mock.internal.task.TaskStoreException;
import io.github.lumacontracts.mock.internal.task.WorldValue;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tasks in one file, of one server at a time. All are in memory as well, so reading waits for
 * no disk. What has returned is in the hands of the operating system: it survives the server,
 * however that ends. Safe for threads.
 */
public final class MvTaskStore implements TaskStore {
  /** The file's name in its folder. */
  static final String FILE = "tasks.mv";

  /** Changes when an older server could not read what a newer one writes. */
  static final int FORMAT = 1;

  private static final int PAGE_BYTES = 1024;

  private static final String ABOUT = "about";
  private static final String FORMAT_KEY = "format";
  private static final String TASKS = "tasks";
  private static final String VALUES = "values";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MVStore file;
  private final MemoryTaskStore memory;

  private MvTaskStore(MVStore file, MemoryTaskStore memory) {
    this.file = file;
    this.memory = memory;
  }

  /**
   * Opens the store in a folder, which is made if it is missing.
   *
   * @param capacity number of tasks; if the file holds more, the surplus goes with the next put
   * @param finished whether a task has come to its end, by the clock of its world
   * @throws MockServerException if the folder cannot be written, another server uses it, or a
   *     server of another version wrote what it holds
   */
  public static MvTaskStore open(Path folder, int capacity, Predicate<Task> finished) {
    makeFolder(folder);
    MVStore file = openFile(folder);
    try {
      checkFormat(folder, file);
      MVMap<String, String> tasks = map(file, TASKS);
      MVMap<String, String> values = map(file, VALUES);
      return new MvTaskStore(
          file,
          new MemoryTaskStore(
              capacity,
              finished,
              stored(folder, tasks),
              values(folder, values),
              new FileLog(folder, file, tasks, values)));
    } catch (MockServerException e) {
      file.closeImmediately();
      throw e;
    } catch (MVStoreException e) {
      file.closeImmediately();
      throw damaged(folder, e);
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new MockServerException(folder + " is a file. Name a folder to keep the tasks in.", e);
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
    if (!Files.isWritable(folder)) {
      throw cannotWrite(folder, null);
    }
  }

  private static MockServerException cannotWrite(Path folder, @Nullable Exception cause) {
    return new MockServerException(
        "Cannot write to the folder "
            + folder
            + " that the tasks are to be kept in. Check who may write there, or name another.",
        cause);
  }

  private static MVStore openFile(Path folder) {
    try {
      MVStore file =
          new MVStore.Builder()
              .fileName(folder.resolve(FILE).toString())
              // Each commit writes whole pages, of one task or a few.
              .pageSplitSize(PAGE_BYTES)
              .open();
      // The system writes in order unless it fails itself, so nothing needs old versions for some
      // time, and the file stays small.
      file.setRetentionTime(0);
      file.setVersionsToKeep(0);
      return file;
    } catch (MVStoreException e) {
      throw switch (e.getErrorCode()) {
        case DataUtils.ERROR_FILE_LOCKED ->
            new MockServerException(
                "Another server keeps its tasks in "
                    + folder
                    + ". Stop it, or name another folder.",
                e);
        case DataUtils.ERROR_UNSUPPORTED_FORMAT -> otherVersion(folder, "a newer one", e);
        case DataUtils.ERROR_FILE_CORRUPT -> damaged(folder, e);
        default -> cannotWrite(folder, e);
      };
    }
  }

  private static MockServerException damaged(Path folder, MVStoreException cause) {
    return new MockServerException(
        folder.resolve(FILE) + " is damaged, or no file of tasks. Remove it to begin anew.", cause);
  }

  private static MockServerException otherVersion(
      Path folder, String found, @Nullable Exception cause) {
    return new MockServerException(
        folder.resolve(FILE)
            + " has format "
            + found
            + ", this server knows "
            + FORMAT
            + ". Use the version that wrote it, or name another folder.",
        cause);
  }

  private static void checkFormat(Path folder, MVStore file) {
    MVMap<String, String> about = map(file, ABOUT);
    String format = about.putIfAbsent(FORMAT_KEY, String.valueOf(FORMAT));
    if (format != null && !format.equals(String.valueOf(FORMAT))) {
      throw otherVersion(folder, format, null);
    }
  }

  private static MVMap<String, String> map(MVStore file, String name) {
    return file.openMap(
        name,
        new MVMap.Builder<String, String>()
            .keyType(StringDataType.INSTANCE)
            .valueType(StringDataType.INSTANCE));
  }

  private static List<StoredTask> stored(Path folder, MVMap<String, String> tasks) {
    List<StoredTask> stored = new ArrayList<>();
    for (Map.Entry<String, String> entry : tasks.entrySet()) {
      try {
        stored.add(TaskJson.readStored(entry.getValue()));
      } catch (IllegalArgumentException e) {
        throw new MockServerException(
            folder.resolve(FILE)
                + ": the task "
                + entry.getKey()
                + " "
                + e.getMessage()
                + ". Remove the file to begin anew.",
            e);
      }
    }
    return stored;
  }

  private static List<WorldValue> values(Path folder, MVMap<String, String> values) {
    List<WorldValue> stored = new ArrayList<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      try {
        JsonNode place = JSON.readTree(entry.getKey());
        stored.add(
            new WorldValue(
                place.path(0).asText(),
                place.path(1).asText(),
                Optional.of(JSON.readTree(entry.getValue()))));
      } catch (JsonProcessingException e) {
        throw new MockServerException(
            folder.resolve(FILE)
                + ": the value "
                + entry.getKey()
                + " is not JSON. Remove the file to begin anew.",
            e);
      }
    }
    return stored;
  }

  /** Writes each change before the caller hears of it. */
  private record FileLog(
      Path folder, MVStore file, MVMap<String, String> tasks, MVMap<String, String> values)
      implements TaskLog {
    @Override
    public void kept(StoredTask task, List<TaskKey> gone) {
      write(
          () -> {
            gone.forEach(key -> tasks.remove(TaskJson.write(key)));
            tasks.put(TaskJson.write(task.task().key()), TaskJson.write(task));
          });
    }

    @Override
    public void gone(TaskKey key) {
      write(() -> tasks.remove(TaskJson.write(key)));
    }

    @Override
    public void changed(List<WorldValue> changed) {
      write(() -> changed.forEach(this::write));
    }

    private void write(WorldValue changed) {
      String place = JSON.createArrayNode().add(changed.world()).add(changed.name()).toString();
      changed
          .value()
          .ifPresentOrElse(
              value -> values.put(place, value.toString()), () -> values.remove(place));
    }

    private void write(Runnable change) {
      try {
        change.run();
        file.commit();
      } catch (MVStoreException e) {
        throw new TaskStoreException(
            "The folder "
                + folder
                + " takes no more tasks: "
                + e.getMessage()
                + ". Is its disk full? Make room and start the server again.",
            e);
      }
    }
  }

  @Override
  public void put(Task task) {
    memory.put(task);
  }

  @Override
  public Optional<Task> find(TaskKey key) {
    return memory.find(key);
  }

  @Override
  public List<Task> newest(String world, int limit) {
    return memory.newest(world, limit);
  }

  @Override
  public List<Task> all() {
    return memory.all();
  }

  @Override
  public boolean remove(TaskKey key) {
    return memory.remove(key);
  }

  @Override
  public String mark(TaskKey key, String name) {
    return memory.mark(key, name);
  }

  @Override
  public boolean mark(TaskKey key, String name, String old, String next) {
    return memory.mark(key, name, old, next);
  }

  @Override
  public Map<String, JsonNode> values(String world, Collection<String> names) {
    return memory.values(world, names);
  }

  @Override
  public Map<String, JsonNode> values(String world) {
    return memory.values(world);
  }

  @Override
  public void change(String world, String name, Function<Optional<JsonNode>, Changed> change) {
    memory.change(world, name, change);
  }

  @Override
  public List<JsonNode> notes(String world, int limit) {
    return memory.notes(world, limit);
  }

  @Override
  public SortedSet<String> worlds() {
    return memory.worlds();
  }

  /** A disk can be slow. */
  @Override
  public boolean mayWait() {
    return true;
  }

  @Override
  public void close() {
    file.close();
  }
}
