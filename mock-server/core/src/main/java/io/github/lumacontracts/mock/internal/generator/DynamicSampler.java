package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.internal.document.Cursor;
import io.github.lumacontracts.mock.internal.document.Schema;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.validator.SchemaChecks;
import io.github.lumacontracts.mock.internal.validator.TooComplexException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes up values of schemas, as json-schema-faker does for Prism: optional properties are always
 * there, properties that only requests have never, and members stand in the order of the alphabet.
 *
 * <p>A value fits its schema. Where keywords alone do not lead there ({@code not}, {@code oneOf}
 * and the like) it is drawn again until the validator agrees; a schema that nothing seems to fit
 * gets the last value that was drawn. One sampler serves one answer; not safe for threads.
 */
final class DynamicSampler {
  private static final int MAX_NODES = 2500;

  /** Below this depth only what is required is made. */
  private static final int MAX_DEPTH = 15;

  /** Below this depth nothing is made, as a chain this long would exhaust the stack. */
  private static final int MAX_REQUIRED_DEPTH = 100;

  private static final int TRIES = 30;

  /** Bounds all tries together, as those of a value inside a value multiply. */
  private static final int MAX_VISITS = 20_000;

  /** A long text weighs as much as many values. */
  private static final int LETTERS_PER_NODE = 1024;

  private static final int MAX_USUAL_ITEMS = 5;
  private static final List<String> TYPES =
      List.of("object", "string", "integer", "boolean", "array", "null");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final SchemaChecks.Trial trial;
  private final SamplerOptions options;
  private final Random random;
  private final FakeValues fakes;
  private final Texts texts;
  private final Map<Cursor, Integer> open = new HashMap<>();
  private final int maxOpen;
  private int nodes;
  private int visits;
  private boolean frugal;
  private boolean lenient;

  DynamicSampler(SchemaChecks checks, SamplerOptions options, Randomness randomness) {
    this.trial = checks.trial();
    this.options = options;
    this.random = randomness.random();
    this.fakes = new FakeValues(options.locale(), randomness);
    this.texts = new Texts(trial, options, fakes, random);
    this.maxOpen = options.references().draw(random);
  }

  /**
   * Returns a value.
   *
   * @throws ProblemException if even the smallest one has more than 2500 places to fill
   */
  JsonNode sample(Schema schema) throws ProblemException {
    try {
      Optional<JsonNode> value = startTwice(schema);
      if (value.isEmpty()) {
        // Every value is endless: what cannot be finished is left out.
        lenient = true;
        value = startTwice(schema);
      }
      return options.resolveJsonPath()
          ? ValueReferences.resolved(value.orElse(NullNode.getInstance()), random)
          : value.orElse(NullNode.getInstance());
    } catch (TooComplexException e) {
      throw new ProblemException(Problem.tooComplex("body"));
    }
  }

  /** Lists of any length can make much of a small schema: then once more with the shortest. */
  private Optional<JsonNode> startTwice(Schema schema) throws ProblemException {
    try {
      return start(schema);
    } catch (ProblemException e) {
      frugal = true;
      return start(schema);
    }
  }

  private Optional<JsonNode> start(Schema schema) throws ProblemException {
    nodes = 0;
    open.clear();
    return value(List.of(schema), 0);
  }

  /** Returns a value that fits all schemas; nothing if none can be made within the limits. */
  private Optional<JsonNode> value(List<Schema> wanted, int depth) throws ProblemException {
    count(1);
    if (depth > MAX_REQUIRED_DEPTH) {
      return Optional.empty();
    }
    if (options.resolveJsonPath()) {
      Optional<JsonNode> reference = ValueReferences.of(wanted);
      if (reference.isPresent()) {
        return reference;
      }
    }
    int before = nodes;
    Optional<JsonNode> last = Optional.empty();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      if (attempt > 0 && visits > MAX_VISITS) {
        break;
      }
      nodes = before;
      Shape shape = Shape.of(wanted, random, trial);
      Optional<JsonNode> value = enter(shape) ? made(shape, wanted, depth, attempt) : last(shape);
      leave(shape);
      if (value.isPresent()) {
        last = value;
        if (!shape.isSubtle() || accepts(wanted, value.get())) {
          return value;
        }
      } else if (!shape.isSubtle() && !shape.allowsNull()) {
        break; // nothing was drawn, so the next try would end here too
      }
    }
    return last;
  }

  private void count(int more) throws ProblemException {
    nodes += more;
    visits += more;
    if (nodes > MAX_NODES) {
      throw new ProblemException(Problem.tooComplex("body"));
    }
  }

  private JsonNode word() throws ProblemException {
    count(1);
    return TextNode.valueOf(fakes.word());
  }

  /** A reference that leads on without end can still stop at null. */
  private Optional<JsonNode> last(Shape shape) {
    return shape.isPossible() && shape.allowsNull()
        ? Optional.of(NullNode.getInstance())
        : Optional.empty();
  }

  private boolean enter(Shape shape) {
    boolean enters = shape.isPossible();
    for (Cursor place : shape.references()) {
      enters &= open.merge(place, 1, Integer::sum) <= maxOpen;
    }
    return enters;
  }

  private void leave(Shape shape) {
    for (Cursor place : shape.references()) {
      open.merge(place, -1, Integer::sum);
    }
  }

  private boolean accepts(List<Schema> wanted, JsonNode value) {
    return wanted.stream().allMatch(schema -> trial.accepts(schema, value));
  }

  private Optional<JsonNode> made(Shape shape, List<Schema> wanted, int depth, int attempt)
      throws ProblemException {
    Optional<JsonNode> given = given(shape);
    if (given.isPresent()) {
      return given;
    }
    Optional<List<JsonNode>> choices = shape.choices();
    if (choices.isPresent()) {
      return choice(choices.get(), wanted);
    }
    Optional<String> type = type(shape, attempt);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Optional<JsonNode> faked = fakes.value(shape, type.get());
    if (faked.isPresent()) {
      return faked.map(value -> texts.fitted(shape, value));
    }
    return switch (type.get()) {
      case "object" -> object(shape, depth);
      case "array" -> array(shape, depth);
      case "string" -> {
        count(shape.count("minLength", 0) / LETTERS_PER_NODE);
        yield texts.text(shape).map(TextNode::valueOf);
      }
      case "integer", "number" -> RandomNumbers.draw(shape, type.get().equals("integer"), random);
      case "boolean" -> Optional.of(BooleanNode.valueOf(random.nextBoolean()));
      default -> Optional.of(NullNode.getInstance());
    };
  }

  private Optional<JsonNode> given(Shape shape) {
    if (options.useExamplesValue()) {
      Optional<JsonNode> examples = shape.first("examples").filter(all -> !all.isEmpty());
      if (examples.filter(JsonNode::isArray).isPresent()) {
        return examples.map(all -> all.get(random.nextInt(all.size())));
      }
      if (shape.has("example")) {
        return shape.first("example");
      }
    }
    return options.useDefaultValue()
        ? shape
            .first("default")
            .filter(value -> !options.replaceEmptyByRandomValue() || !value.asText("-").isEmpty())
        : Optional.empty();
  }

  private Optional<JsonNode> choice(List<JsonNode> choices, List<Schema> wanted) {
    List<JsonNode> fitting = choices.stream().filter(value -> accepts(wanted, value)).toList();
    List<JsonNode> from = fitting.isEmpty() ? choices : fitting;
    return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
  }

  private Optional<String> type(Shape shape, int attempt) {
    Optional<Set<String>> types = shape.types();
    if (types.isEmpty()) {
      Optional<String> implied = shape.impliedType();
      if (implied.isPresent() && attempt < TRIES / 2) {
        return implied;
      }
      return Optional.of(attempt == 0 ? TYPES.get(0) : TYPES.get(random.nextInt(TYPES.size())));
    }
    List<String> all = new ArrayList<>(types.get());
    // A value says more than null; null is for sometimes, or if nothing else will do.
    if (all.size() > 1 && attempt < TRIES / 2 && random.nextInt(8) > 0) {
      all.remove("null");
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  // objects

  private Optional<JsonNode> object(Shape shape, int depth) throws ProblemException {
    Map<String, JsonNode> members = new TreeMap<>();
    Set<String> required = shape.required();
    for (String name : required) {
      List<Schema> property = shape.property(name);
      if (isWriteOnly(property)) {
        continue;
      }
      Optional<JsonNode> value = member(shape, name, property, depth);
      if (value.isPresent()) {
        members.put(name, value.get());
      } else if (!lenient) {
        return Optional.empty();
      }
    }
    int most = shape.count("maxProperties", Integer.MAX_VALUE);
    for (String name : depth < MAX_DEPTH ? offered(shape, members) : List.<String>of()) {
      if (members.size() < most) {
        Optional<JsonNode> value = member(shape, name, shape.property(name), depth);
        value
            .filter(v -> !(v.isNull() && options.omitNulls()))
            .ifPresent(v -> members.put(name, v));
      }
    }
    more(shape, members, most, depth);
    if (members.size() < shape.count("minProperties", 0) && !lenient) {
      return Optional.empty();
    }
    ObjectNode object = NODES.objectNode();
    members.forEach(object::set);
    return Optional.of(object);
  }

  /** Returns the optional properties that are to be made. */
  private List<String> offered(Shape shape, Map<String, JsonNode> members) {
    SamplerOptions.Optionals optionals = options.optionals();
    List<String> names = new ArrayList<>();
    for (String name : shape.propertyNames()) {
      if (!members.containsKey(name)
          && !optionals.ignored().contains(name)
          && accepts(shape.names(), TextNode.valueOf(name))
          && !isWriteOnly(shape.property(name))) {
        names.add(name);
      }
    }
    if (optionals.probability() >= 1) {
      return names;
    }
    double part = names.size() * Math.max(0, optionals.probability());
    int count =
        optionals.fixed() ? (int) Math.round(part) : random.nextInt((int) Math.floor(part) + 1);
    Collections.shuffle(names, random);
    return names.subList(0, count);
  }

  private static boolean isWriteOnly(List<Schema> property) {
    return property.stream()
        .anyMatch(
            schema ->
                schema.keyword("writeOnly").asBoolean()
                    || schema.resolved().keyword("writeOnly").asBoolean());
  }

  private Optional<JsonNode> member(Shape shape, String name, List<Schema> property, int depth)
      throws ProblemException {
    Optional<JsonNode> fixed = shape.fixed(name).filter(value -> accepts(property, value));
    if (fixed.isPresent()) {
      return fixed;
    }
    // Nothing at all is known of the member: a word says more than an empty object.
    return property.isEmpty() ? Optional.of(word()) : value(property, depth + 1);
  }

  /** Adds members that are not declared by name. */
  private void more(Shape shape, Map<String, JsonNode> members, int most, int depth)
      throws ProblemException {
    boolean fills = options.fillProperties() && !frugal && depth < MAX_DEPTH;
    int least = shape.count("minProperties", 0);
    if (least > MAX_NODES) {
      throw new ProblemException(Problem.tooComplex("body"));
    }
    int wanted = least;
    if (fills) {
      for (String pattern : shape.patterns()) {
        Optional<String> name = texts.matching(pattern);
        if (name.isPresent() && members.size() < most) {
          add(shape, name.get(), members, depth);
        }
      }
      boolean invites =
          !shape.isClosed()
              && (shape.has("additionalProperties")
                  || (shape.isObject()
                      && shape.propertyNames().isEmpty()
                      && shape.patterns().isEmpty()));
      wanted = Math.max(least, members.size() + (invites ? 1 + random.nextInt(3) : 0));
    }
    for (int i = 0; i < 2 * wanted + TRIES && members.size() < Math.min(wanted, most); i++) {
      Optional<String> name = newName(shape, depth);
      if (name.isPresent()) {
        add(shape, name.get(), members, depth);
      }
    }
  }

  private void add(Shape shape, String name, Map<String, JsonNode> members, int depth)
      throws ProblemException {
    if (members.containsKey(name)
        || shape.propertyNames().contains(name)
        || !accepts(shape.names(), TextNode.valueOf(name))) {
      return;
    }
    Optional<JsonNode> value = member(shape, name, shape.property(name), depth);
    value.ifPresent(v -> members.put(name, v));
  }

  private Optional<String> newName(Shape shape, int depth) throws ProblemException {
    if (!shape.names().isEmpty()) {
      return value(shape.names(), depth + 1).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
    if (shape.isClosed()) {
      List<String> patterns = shape.patterns();
      return patterns.isEmpty()
          ? Optional.empty()
          : texts.matching(patterns.get(random.nextInt(patterns.size())));
    }
    return Optional.of(fakes.word() + (random.nextBoolean() ? "" : random.nextInt(1000)));
  }

  // arrays

  private Optional<JsonNode> array(Shape shape, int depth) throws ProblemException {
    List<Schema> contained = shape.contained();
    int least = Math.max(shape.count("minItems", 0), contained.isEmpty() ? 0 : contains(shape));
    int most = shape.count("maxItems", Integer.MAX_VALUE);
    if (least > MAX_NODES && most >= least) {
      throw new ProblemException(Problem.tooComplex("body"));
    }
    int length = length(shape, least, most, depth);
    boolean unique = shape.flag("uniqueItems");
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < length; i++) {
      List<Schema> wanted = new ArrayList<>(shape.item(i));
      if (i >= length - Math.min(length, contains(shape))) {
        wanted.addAll(contained);
      }
      Optional<JsonNode> item = item(wanted, depth);
      for (int tries = 20 * (length + 2); unique && tries > 0; tries--) {
        if (item.isEmpty() || visits > MAX_VISITS || !contains(array, item.get())) {
          break;
        }
        item = tries == 1 ? Optional.empty() : item(wanted, depth);
      }
      if (item.isEmpty()) {
        break;
      }
      array.add(item.get());
    }
    return array.size() >= least || lenient ? Optional.of(array) : Optional.empty();
  }

  private Optional<JsonNode> item(List<Schema> wanted, int depth) throws ProblemException {
    return wanted.isEmpty() ? Optional.of(word()) : value(wanted, depth + 1);
  }

  private static int contains(Shape shape) {
    return shape.contained().isEmpty() ? 0 : shape.count("minContains", 1);
  }

  private static boolean contains(ArrayNode array, JsonNode item) {
    for (JsonNode other : array) {
      if (other.equals(item)) {
        return true;
      }
    }
    return false;
  }

  private int length(Shape shape, int least, int most, int depth) {
    int tuple = shape.tupleLength();
    if (tuple > 0) {
      return Math.min(Math.max(tuple, least), most);
    }
    if (depth >= MAX_DEPTH || shape.item(0).isEmpty()) {
      return least;
    }
    if (frugal) {
      return Math.min(Math.max(1, least), most);
    }
    int from = Math.min(Math.max(Math.max(1, least), options.minItems()), most);
    if (options.maxItems() < MAX_NODES) {
      // Whoever sets a bound for all lists gets as many, as from json-schema-faker.
      return Math.max(from, Math.min(most, options.maxItems()));
    }
    int usual = Math.max(from, MAX_USUAL_ITEMS);
    int to = Math.max(least, Math.min(most, usual));
    return to <= from ? to : from + random.nextInt(to - from + 1);
  }
}
