package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What worlds hold besides tasks, in memory. Not safe for threads. */
final class WorldValues {
  /** Of all worlds together; whole worlds go first. */
  private static final int MOST = 50_000;

  private static final String NOTE = "note:";

  private final Map<String, Held> leastRecentFirst = new LinkedHashMap<>();
  private long lastNote;
  private int size;

  /** Of one world; both begin with what was changed least recently. */
  private static final class Held {
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Map<String, JsonNode> notes = new LinkedHashMap<>();

    int size() {
      return values.size() + notes.size();
    }
  }

  /** Takes what was written down. */
  void restore(List<WorldValue> stored) {
    stored.stream().sorted(Comparator.comparing(WorldValue::name)).forEach(this::restore);
  }

  private void restore(WorldValue stored) {
    Held held = held(stored.world());
    if (stored.name().startsWith(NOTE)) {
      lastNote = Math.max(lastNote, Long.parseLong(stored.name().substring(NOTE.length())));
      stored.value().ifPresent(note -> held.notes.put(stored.name(), note));
    } else {
      stored.value().ifPresent(value -> held.values.put(stored.name(), value));
    }
    size++;
  }

  private Held held(String world) {
    return leastRecentFirst.computeIfAbsent(world, any -> new Held());
  }

  Set<String> worlds() {
    return leastRecentFirst.keySet();
  }

  Map<String, JsonNode> values(String world, Collection<String> names) {
    Held held = leastRecentFirst.get(world);
    if (held == null || held.values.isEmpty()) {
      return Map.of();
    }
    Map<String, JsonNode> found = new LinkedHashMap<>();
    for (String name : names) {
      JsonNode value = held.values.get(name);
      if (value != null) {
        found.put(name, value);
      }
    }
    return found;
  }

  Map<String, JsonNode> values(String world) {
    Held held = leastRecentFirst.get(world);
    return held == null ? Map.of() : new LinkedHashMap<>(held.values);
  }

  List<JsonNode> notes(String world, int limit) {
    Held held = leastRecentFirst.get(world);
    if (held == null) {
      return List.of();
    }
    List<JsonNode> newestFirst = new ArrayList<>(held.notes.values());
    Collections.reverse(newestFirst);
    return newestFirst.subList(0, Math.min(limit, newestFirst.size()));
  }

  /** Changes a value; returns all that is different now. */
  List<WorldValue> change(String world, String name, Function<Optional<JsonNode>, Changed> change) {
    Held known = leastRecentFirst.remove(world);
    Held held = known == null ? new Held() : known;
    int before = held.size();
    List<WorldValue> written = new ArrayList<>();
    try {
      Optional<JsonNode> old = Optional.ofNullable(held.values.get(name));
      Changed changed = change.apply(old);
      if (!changed.value().equals(old)) {
        held.values.remove(name);
        changed.value().ifPresent(value -> held.values.put(name, value));
        written.add(new WorldValue(world, name, changed.value()));
        if (held.values.size() > TaskStore.MOST_VALUES) {
          held.values.keySet().stream()
              .filter(any -> any.indexOf(':') >= 0)
              .findFirst()
              .ifPresent(oldest -> forget(world, held.values, oldest, written));
        }
      }
      changed.note().ifPresent(note -> add(world, held, note, written));
    } finally {
      if (held.size() > 0) {
        leastRecentFirst.put(world, held);
      }
      size += held.size() - before;
    }
    while (leastRecentFirst.size() > TaskStore.MOST_WORLDS || size > MOST) {
      if (!forgetIdle(world, written)) {
        break;
      }
    }
    return written;
  }

  private void add(String world, Held held, JsonNode note, List<WorldValue> written) {
    String name = NOTE + String.format("%019d", ++lastNote);
    held.notes.put(name, note);
    written.add(new WorldValue(world, name, Optional.of(note)));
    if (held.notes.size() > TaskStore.MOST_NOTES) {
      forget(world, held.notes, held.notes.keySet().iterator().next(), written);
    }
  }

  private static void forget(
      String world, Map<String, JsonNode> from, String name, List<WorldValue> written) {
    from.remove(name);
    written.add(new WorldValue(world, name, Optional.empty()));
  }

  private boolean forgetIdle(String latest, List<WorldValue> written) {
    Optional<String> idle =
        leastRecentFirst.keySet().stream()
            .filter(world -> !world.isEmpty() && !world.equals(latest))
            .findFirst();
    idle.map(leastRecentFirst::remove)
        .ifPresent(
            held -> {
              size -= held.size();
              List<String> names = new ArrayList<>(held.values.keySet());
              names.addAll(held.notes.keySet());
              names.forEach(
                  name -> written.add(new WorldValue(idle.get(), name, Optional.empty())));
            });
    return idle.isPresent();
  }
}
