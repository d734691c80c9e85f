package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.MockServerException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code x-lifecycle}, and insists on what the engine needs to play it. */
final class LifecycleReader {
  static final String MEMBER = "x-lifecycle";

  private static final String WITHOUT =
      " Until then the operation is answered from its examples alone.";

  private static final Pattern EXPRESSION =
      Pattern.compile(
          "\\$request\\.(body#(/.*)?|(path|query|header)\\..+)"
              + "|\\$task\\.(id|parent|created|updated|progress|video|thumbnail|ratio|width|height)");
  private static final Pattern ID = Pattern.compile("\\$response\\.body#(/.+)");
  private static final Pattern ID_FORM = Pattern.compile("\\{(uuid|hex|digits)}");

  /** Shares are written with few digits, so thirds do not sum to 1 exactly. */
  private static final double TOLERANCE = 0.01;

  private final Map<String, Cursor> byOperation = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  LifecycleReader(Cursor root) {
    for (Map.Entry<String, Cursor> path : root.at("paths").members()) {
      for (Map.Entry<String, Cursor> member : path.getValue().resolved().members()) {
        Cursor lifecycle = member.getValue().at(MEMBER);
        if (lifecycle.exists()) {
          member.getValue().text("operationId").ifPresent(id -> byOperation.put(id, lifecycle));
        }
      }
    }
  }

  /**
   * Returns the lifecycle of an operation, if it has one. One that makes no sense is a fault of the
   * document: then the operation has none, and is answered from its examples.
   */
  Optional<ApiLifecycle> read(Cursor operation) {
    Cursor own = operation.at(MEMBER);
    if (!own.exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(operation, own));
    } catch (MockServerException e) {
      faults.add(e.getMessage() + WITHOUT);
      return Optional.empty();
    }
  }

  /** Returns the operations without those lifecycles that name what the document does not have. */
  List<ApiOperation> checked(Cursor root, List<ApiOperation> operations) {
    LifecycleCheck check = new LifecycleCheck(operations);
    return operations.stream()
        .map(
            operation -> {
              try {
                check.check(root, operation);
                return operation;
              } catch (MockServerException e) {
                faults.add(e.getMessage() + WITHOUT);
                return operation.withoutLifecycle();
              }
            })
        .toList();
  }

  /** Returns a sentence for each lifecycle that makes no sense, with file and pointer. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  private ApiLifecycle read(Cursor operation, Cursor own) {
    if (!own.node().isObject()) {
      throw wrong(own, "is no object. Describe states and outcomes there, or remove it.");
    }
    if (operation.text("operationId").isEmpty()) {
      throw wrong(own, "stands on an operation without operationId. Give it one.");
    }
    Cursor lifecycle = like(own);
    Map<String, ApiLifecycle.Outcome> outcomes = new LinkedHashMap<>();
    for (Map.Entry<String, Cursor> outcome : lifecycle.at("outcomes").members()) {
      outcomes.put(
          outcome.getKey(),
          new ApiLifecycle.Outcome(
              texts(outcome.getValue().at("shows")), outcome.getValue().flag("refunded")));
    }
    if (!outcomes.containsKey(ApiLifecycle.COMPLETED)) {
      throw wrong(lifecycle.at("outcomes"), "has no \"completed\". Every lifecycle needs one.");
    }
    Map<String, Map<String, String>> membersOf = new LinkedHashMap<>();
    for (Map.Entry<String, Cursor> place : lifecycle.at("members-of").members()) {
      membersOf.put(place.getKey(), expressions(place.getValue(), true));
    }
    return new ApiLifecycle(
        id(lifecycle),
        idForm(lifecycle),
        duration(lifecycle.at("takes")).orElse(Duration.ofSeconds(60)),
        required(lifecycle, "created"),
        states(lifecycle.at("states")),
        outcomes,
        expressions(lifecycle.at("members"), true),
        membersOf,
        pointers(lifecycle.at("lists")),
        price(lifecycle.at("price")),
        account(lifecycle.at("account")),
        expressions(lifecycle.at("headers"), false),
        duration(lifecycle.at("link-lasts")));
  }

  private Cursor like(Cursor own) {
    Optional<String> name = own.text("like");
    if (name.isEmpty()) {
      return own;
    }
    Cursor other = byOperation.get(name.get());
    if (other == null || other.text("like").isPresent()) {
      throw wrong(
          own.at("like"),
          "names \""
              + name.get()
              + "\", which has no lifecycle of its own. Choose one of "
              + String.join(", ", new TreeSet<>(byOperation.keySet()))
              + ".");
    }
    ObjectNode together = other.node().deepCopy();
    merge(together, own.node());
    return own.with(together);
  }

  private static void merge(ObjectNode into, JsonNode from) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      if (into.get(member.getKey()) instanceof ObjectNode known && member.getValue().isObject()) {
        merge(known, member.getValue());
      } else {
        into.set(member.getKey(), member.getValue());
      }
    }
  }

  private static String required(Cursor lifecycle, String name) {
    return lifecycle
        .text(name)
        .orElseThrow(() -> wrong(lifecycle, "lacks the text \"" + name + "\". Add it."));
  }

  private static String id(Cursor lifecycle) {
    String id = required(lifecycle, "id");
    if (!ID.matcher(id).matches()) {
      throw wrong(lifecycle.at("id"), "is \"" + id + "\", expected $response.body#/… of a member.");
    }
    return id.substring(id.indexOf('#') + 1);
  }

  private static String idForm(Cursor lifecycle) {
    String form = lifecycle.text("id-form").orElse("uuid");
    if (Set.of("uuid", "hex", "digits").contains(form)) {
      return "{" + form + "}";
    }
    if (!ID_FORM.matcher(form).find()) {
      throw wrong(
          lifecycle.at("id-form"),
          "is \"" + form + "\", expected a text with {uuid}, {hex} or {digits} in it.");
    }
    return form;
  }

  private static List<ApiLifecycle.State> states(Cursor list) {
    List<ApiLifecycle.State> states = new ArrayList<>();
    double sum = 0;
    for (Cursor state : list.items()) {
      double lasts = state.node().path("lasts").asDouble(-1);
      if (lasts < 0) {
        throw wrong(state, "lacks \"lasts\", the share of the time that it takes. Add it.");
      }
      JsonNode progress = state.node().path("progress");
      if (!progress.isMissingNode()
          && !(progress.isNumber() && progress.asDouble() >= 0 && progress.asDouble() <= 100)) {
        throw wrong(state.at("progress"), "is " + progress + ", expected percent from 0 to 100.");
      }
      sum += lasts;
      states.add(
          new ApiLifecycle.State(
              required(state, "name"), lasts, progress.asInt(0), texts(state.at("shows"))));
    }
    if (states.isEmpty()) {
      throw wrong(list, "is empty. List the states before the final one, in order.");
    }
    if (Math.abs(sum - 1) > TOLERANCE) {
      throw wrong(list, "has shares (\"lasts\") that sum to " + sum + ", expected 1.");
    }
    return states;
  }

  private static Optional<Duration> duration(Cursor place) {
    if (!place.exists()) {
      return Optional.empty();
    }
    try {
      Duration duration = Duration.parse(place.node().asText());
      if (!duration.isNegative()) {
        return Optional.of(duration);
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw wrong(place, "is " + place.node() + ", expected an ISO 8601 duration such as PT60S.");
  }

  private static Optional<ApiLifecycle.Price> price(Cursor price) {
    if (!price.exists()) {
      return Optional.empty();
    }
    JsonNode amount = price.node().path("amount");
    if (!amount.isNumber() || amount.decimalValue().compareTo(BigDecimal.ZERO) < 0) {
      throw wrong(price.at("amount"), "is no number of at least 0.");
    }
    return Optional.of(
        new ApiLifecycle.Price(amount.decimalValue(), price.text("unit").orElse("")));
  }

  private static Optional<ApiLifecycle.Account> account(Cursor account) {
    return account.exists()
        ? Optional.of(
            new ApiLifecycle.Account(
                required(account, "operation"),
                pointer(account.at("balance"), required(account, "balance"))))
        : Optional.empty();
  }

  private static Map<String, String> pointers(Cursor object) {
    Map<String, String> pointers = texts(object);
    pointers.forEach((name, text) -> pointer(object.at(name), text));
    return pointers;
  }

  private static String pointer(Cursor place, String text) {
    if (!isPointer(text)) {
      throw wrong(place, "is \"" + text + "\", expected a JSON Pointer. Begin it with a slash.");
    }
    return text;
  }

  private static Map<String, String> texts(Cursor object) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (object.exists() && !object.node().isObject()) {
      throw wrong(object, "is " + object.node() + ", expected an object.");
    }
    for (Map.Entry<String, Cursor> member : object.members()) {
      if (member.getKey().equals("x-source")) {
        continue;
      }
      if (!member.getValue().node().isTextual()) {
        throw wrong(member.getValue(), "is " + member.getValue().node() + ", expected a text.");
      }
      texts.put(member.getKey(), member.getValue().node().textValue());
    }
    return texts;
  }

  private static Map<String, String> expressions(Cursor object, boolean byPointer) {
    Map<String, String> expressions = texts(object);
    for (Map.Entry<String, String> member : expressions.entrySet()) {
      Cursor place = object.at(member.getKey());
      if (byPointer && !isPointer(member.getKey())) {
        throw wrong(place, "has a name that is no JSON Pointer. Begin it with a slash.");
      }
      if (member.getValue().startsWith("$") && !EXPRESSION.matcher(member.getValue()).matches()) {
        throw wrong(
            place,
            "is \""
                + member.getValue()
                + "\", expected $request.body#/…, $request.path.…, $request.query.…,"
                + " $request.header.… or $task. with id, parent, created, updated, progress, video,"
                + " thumbnail, ratio, width or height.");
      }
    }
    return expressions;
  }

  static boolean isPointer(String text) {
    try {
      JsonPointer.compile(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static MockServerException wrong(Cursor place, String what) {
    return new MockServerException(place.where() + " " + what);
  }
}
