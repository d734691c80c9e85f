package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.internal.document.DataFile;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The scenarios that can be chosen: the built-in ones and those of a file. Immutable. */
public final class Scenarios {
  private static final String BUILT_IN = "scenarios.yaml";

  private final Map<String, Scenario> byName;

  private Scenarios(Map<String, Scenario> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  /**
   * Reads the scenarios.
   *
   * @param file more of them, or other ones of the same names
   * @throws MockServerException if the file cannot be read or makes no sense
   */
  public static Scenarios read(Optional<Path> file) {
    Map<String, Scenario> all = new LinkedHashMap<>();
    add(all, BUILT_IN, Objects.requireNonNull(Scenarios.class.getResource(BUILT_IN)));
    file.ifPresent(
        path -> {
          if (!Files.isRegularFile(path)) {
            throw new MockServerException(
                path
                    + ": no file of scenarios there. Paths are relative to the working directory.");
          }
          try {
            add(all, path.toString(), path.toUri().toURL());
          } catch (MalformedURLException e) {
            throw new MockServerException(path + ": " + e.getMessage(), e);
          }
        });
    return new Scenarios(all);
  }

  /** Returns the scenario of a name. */
  public Optional<Scenario> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Returns the scenario of a name, or the usual one if a server before this knew more names. */
  public Scenario of(String name) {
    return byName.getOrDefault(name, Scenario.DEFAULT);
  }

  public Set<String> names() {
    return byName.keySet();
  }

  public Collection<Scenario> all() {
    return byName.values();
  }

  private static void add(Map<String, Scenario> all, String file, URL address) {
    JsonNode root = DataFile.read(file, address);
    if (!root.isObject()) {
      throw new MockServerException(file + ": no object of scenarios by name.");
    }
    for (Map.Entry<String, JsonNode> member : root.properties()) {
      all.put(member.getKey(), new ScenarioReader(file, member.getKey(), member.getValue()).read());
    }
  }
}
