package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import io.github.lumacontracts.mock.internal.document.DataFile;
import io.github.lumacontracts.mock.internal.http.Disturbance;
import io.github.lumacontracts.mock.internal.http.Header;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The scenarios that can be chosen: the built-in ones and those of a file. Immutable. */
public final class Scenarios {
  private static final String BUILT_IN = "scenarios.yaml";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Set<String> MEMBERS =
      Set.of(
          "description",
          "outcome",
          "slower",
          "stuck-in",
          "status",
          "headers",
          "delay",
          "fault",
          "replace",
          "remove",
          "link-lasts",
          "webhooks");
  private static final int MOST_COPIES = 10;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

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
      all.put(member.getKey(), new Reader(file, member.getKey(), member.getValue()).read());
    }
  }

  private record Reader(String file, String name, JsonNode node) {
    Scenario read() {
      if (!NAME.matcher(name).matches()) {
        throw wrong("", "the name must be of letters, digits, dots, dashes and underscores");
      }
      if (!node.isObject()) {
        throw wrong("", "expected an object, {} for one where nothing is special");
      }
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        if (!MEMBERS.contains(member.getKey())) {
          throw wrong(
              member.getKey(), "unknown; known are " + String.join(", ", new TreeSet<>(MEMBERS)));
        }
      }
      return new Scenario(
          name,
          text("description", ""),
          text("outcome", ApiLifecycle.COMPLETED),
          slower(),
          node.has("stuck-in"),
          text("stuck-in", ""),
          statuses(),
          headers(),
          disturbance(),
          replace(),
          remove(),
          duration(node, "link-lasts"),
          webhooks());
    }

    private String text(String member, String preset) {
      JsonNode value = node.path(member);
      if (!value.isMissingNode() && !value.isTextual()) {
        throw wrong(member, "is " + value + ", expected a text");
      }
      return value.asText(preset).isEmpty() ? preset : value.asText(preset);
    }

    private double slower() {
      double slower = node.path("slower").asDouble(node.has("slower") ? -1 : 1);
      if (!(slower > 0 && slower <= 1_000_000)) {
        throw wrong("slower", "is " + node.get("slower") + ", expected a number above 0");
      }
      return slower;
    }

    private List<Integer> statuses() {
      List<Integer> statuses = new ArrayList<>();
      JsonNode status = node.path("status");
      (status.isArray() ? status : List.of(status))
          .forEach(
              each -> {
                if (each.isMissingNode()) {
                  return;
                }
                if (!each.canConvertToInt() || each.intValue() < 200 || each.intValue() > 599) {
                  throw wrong("status", "is " + each + ", expected a number from 200 to 599");
                }
                statuses.add(each.intValue());
              });
      return statuses;
    }

    private List<Header> headers() {
      List<Header> headers = new ArrayList<>();
      for (Map.Entry<String, JsonNode> header : node.path("headers").properties()) {
        String value = header.getValue().asText();
        if (!header.getKey().matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")
            || value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
          throw wrong("headers", header.getKey() + " cannot be sent as a header");
        }
        headers.add(new Header(header.getKey(), value));
      }
      return headers;
    }

    private Optional<Disturbance> disturbance() {
      Optional<Duration> delay = duration(node, "delay");
      if (delay.filter(time -> time.compareTo(LONGEST_DELAY) > 0).isPresent()) {
        throw wrong("delay", "is longer than " + LONGEST_DELAY);
      }
      String fault = text("fault", "");
      if (!fault.isEmpty() && !fault.equals("dropped")) {
        throw wrong("fault", "is \"" + fault + "\", expected \"dropped\"");
      }
      return delay.isEmpty() && fault.isEmpty()
          ? Optional.empty()
          : Optional.of(new Disturbance(delay.orElse(Duration.ZERO), !fault.isEmpty()));
    }

    private Map<JsonPointer, JsonNode> replace() {
      Map<JsonPointer, JsonNode> replace = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> member : node.path("replace").properties()) {
        if (!member.getKey().startsWith("/")) {
          throw wrong("replace", member.getKey() + " is no JSON Pointer; begin it with a slash");
        }
        replace.put(JsonPointer.compile(member.getKey()), member.getValue());
      }
      return replace;
    }

    private List<String> remove() {
      List<String> remove = new ArrayList<>();
      for (JsonNode each : node.path("remove")) {
        if (!each.asText().startsWith("/") && !each.asText().startsWith("$task.")) {
          throw wrong(
              "remove", each + " is neither a JSON Pointer nor an expression like $task.id");
        }
        remove.add(each.asText());
      }
      return remove;
    }

    private Scenario.Webhooks webhooks() {
      JsonNode webhooks = node.path("webhooks");
      int copies = webhooks.path("copies").asInt(1);
      if (copies < 1 || copies > MOST_COPIES) {
        throw wrong("webhooks", "copies is " + copies + ", expected 1 to " + MOST_COPIES);
      }
      return new Scenario.Webhooks(
          copies,
          duration(webhooks, "late").orElse(Duration.ZERO),
          webhooks.path("lost").asBoolean(false),
          webhooks.path("unordered").asBoolean(false));
    }

    private Optional<Duration> duration(JsonNode holder, String member) {
      @Nullable JsonNode value = holder.get(member);
      if (value == null) {
        return Optional.empty();
      }
      try {
        Duration duration = Duration.parse(value.asText());
        if (!duration.isNegative()) {
          return Optional.of(duration);
        }
      } catch (DateTimeParseException e) {
        // said below
      }
      throw wrong(member, "is " + value + ", expected an ISO 8601 duration such as PT30S");
    }

    private MockServerException wrong(String member, String what) {
      return new MockServerException(
          file + "#/" + name + (member.isEmpty() ? "" : "/" + member) + ": " + what + ".");
    }
  }
}
