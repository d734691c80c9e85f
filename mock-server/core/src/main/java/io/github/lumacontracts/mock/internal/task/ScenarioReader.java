package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import io.github.lumacontracts.mock.internal.http.Disturbance;
import io.github.lumacontracts.mock.internal.http.Header;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads one scenario of a file.
 *
 * @param file its name, for messages
 * @param name of the scenario
 */
record ScenarioReader(String file, String name, JsonNode node) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Set<String> MEMBERS =
      Set.of(
          "description",
          "outcome",
          "slower",
          "stuck-in",
          "status",
          "headers",
          "window",
          "delay",
          "fault",
          "replace",
          "remove",
          "link-lasts",
          "webhooks");
  private static final int MOST_COPIES = 10;
  private static final int MOST_REQUESTS = 1_000_000;
  private static final double SLOWEST = 1_000_000;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

  /**
   * Returns the scenario.
   *
   * @throws MockServerException if it makes no sense; the message names file, scenario and member
   */
  Scenario read() {
    if (!NAME.matcher(name).matches()) {
      throw wrong("", "the name must be of letters, digits, dots, dashes and underscores");
    }
    if (!node.isObject()) {
      throw wrong("", "expected an object, {} for one where nothing is special");
    }
    onlyKnown("", node, MEMBERS);
    Scenario scenario =
        new Scenario(
            name,
            text("description", ""),
            text("outcome", ApiLifecycle.COMPLETED),
            slower(),
            node.has("stuck-in"),
            text("stuck-in", ""),
            statuses(),
            headers(),
            window(),
            disturbance(),
            replace(),
            remove(),
            duration("link-lasts", node, "link-lasts"),
            webhooks());
    if (scenario.window().isPresent()
        && scenario.statuses().isEmpty()
        && scenario.disturbance().isEmpty()) {
      throw wrong("window", "limits requests, and nothing says how; add a status, delay or fault");
    }
    return scenario;
  }

  private void onlyKnown(String member, JsonNode object, Set<String> known) {
    for (Map.Entry<String, JsonNode> each : object.properties()) {
      if (!known.contains(each.getKey())) {
        throw wrong(
            (member.isEmpty() ? "" : member + "/") + each.getKey(),
            "unknown; known are " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  /** Returns a member that must be an object if it is there. */
  private JsonNode object(String member) {
    JsonNode value = node.path(member);
    if (!value.isMissingNode() && !value.isObject()) {
      throw wrong(member, "is " + value + ", expected an object");
    }
    return value;
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
    if (!(slower > 0 && slower <= SLOWEST)) {
      throw wrong(
          "slower",
          "is " + node.get("slower") + ", expected a number above 0, at most " + (int) SLOWEST);
    }
    return slower;
  }

  private List<Integer> statuses() {
    List<Integer> statuses = new ArrayList<>();
    JsonNode status = node.path("status");
    for (JsonNode each : status.isArray() ? status : List.of(status)) {
      if (each.isMissingNode()) {
        continue;
      }
      if (!each.canConvertToInt() || each.intValue() < 200 || each.intValue() > 599) {
        throw wrong("status", "is " + each + ", expected a number from 200 to 599");
      }
      statuses.add(each.intValue());
    }
    return statuses;
  }

  private List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> header : object("headers").properties()) {
      String value = header.getValue().asText();
      if (!HEADER.matcher(header.getKey()).matches()
          || !header.getValue().isValueNode()
          || value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
        throw wrong("headers", header.getKey() + " cannot be sent as a header");
      }
      headers.add(new Header(header.getKey(), value));
    }
    return headers;
  }

  private Optional<RateWindow> window() {
    JsonNode window = object("window");
    if (window.isMissingNode()) {
      return Optional.empty();
    }
    onlyKnown("window", window, Set.of("lasts", "requests"));
    Duration lasts =
        duration("window/lasts", window, "lasts")
            .filter(time -> !time.isZero())
            .orElseThrow(
                () -> wrong("window/lasts", "expected an ISO 8601 duration such as PT1S above 0"));
    JsonNode requests = window.path("requests");
    if (!requests.canConvertToInt()
        || requests.intValue() < 0
        || requests.intValue() > MOST_REQUESTS) {
      throw wrong("window/requests", "expected how many are let through, 0 to " + MOST_REQUESTS);
    }
    return Optional.of(new RateWindow(lasts, requests.intValue()));
  }

  private Optional<Disturbance> disturbance() {
    Optional<Duration> delay = duration("delay", node, "delay");
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
    for (Map.Entry<String, JsonNode> member : object("replace").properties()) {
      if (!member.getKey().startsWith("/")) {
        throw wrong("replace", member.getKey() + " is no JSON Pointer; begin it with a slash");
      }
      replace.put(JsonPointer.compile(member.getKey()), member.getValue());
    }
    return replace;
  }

  private List<String> remove() {
    JsonNode all = node.path("remove");
    if (!all.isMissingNode() && !all.isArray()) {
      throw wrong("remove", "is " + all + ", expected a list");
    }
    List<String> remove = new ArrayList<>();
    for (JsonNode each : all) {
      if (!each.asText().startsWith("/") && !each.asText().startsWith("$task.")) {
        throw wrong("remove", each + " is neither a JSON Pointer nor an expression like $task.id");
      }
      remove.add(each.asText());
    }
    return remove;
  }

  private Scenario.Webhooks webhooks() {
    JsonNode webhooks = object("webhooks");
    onlyKnown("webhooks", webhooks, Set.of("copies", "late", "lost", "unordered"));
    int copies = webhooks.path("copies").asInt(webhooks.has("copies") ? 0 : 1);
    if (copies < 1 || copies > MOST_COPIES) {
      throw wrong(
          "webhooks/copies", "is " + webhooks.get("copies") + ", expected 1 to " + MOST_COPIES);
    }
    return new Scenario.Webhooks(
        copies,
        duration("webhooks/late", webhooks, "late").orElse(Duration.ZERO),
        flag(webhooks, "lost"),
        flag(webhooks, "unordered"));
  }

  private boolean flag(JsonNode webhooks, String member) {
    JsonNode value = webhooks.path(member);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong("webhooks/" + member, "is " + value + ", expected true or false");
    }
    return value.asBoolean();
  }

  private Optional<Duration> duration(String place, JsonNode holder, String member) {
    JsonNode value = holder.path(member);
    if (value.isMissingNode()) {
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
    throw wrong(place, "is " + value + ", expected an ISO 8601 duration such as PT30S");
  }

  private MockServerException wrong(String member, String what) {
    return new MockServerException(
        file + "#/" + name + (member.isEmpty() ? "" : "/" + member) + ": " + what + ".");
  }
}
