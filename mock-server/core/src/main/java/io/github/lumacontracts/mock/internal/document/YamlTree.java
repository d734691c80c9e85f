package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;

/**
 * YAML as a JSON tree. Scalars are read by YAML 1.2's core schema, as OpenAPI wants it: {@code no}
 * and dates are strings, which SnakeYAML's own rules of YAML 1.1 would not give.
 */
final class YamlTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,40}");
  private static final Pattern HEX_OR_OCTAL = Pattern.compile("0x[0-9a-fA-F]{1,30}|0o[0-7]{1,40}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");

  private static final int MAX_DEPTH = 1000;

  /** So many nodes are fine however they come about. */
  private static final int FREE_NODES = 500_000;

  /** Beyond that, aliases may multiply what is written so many times. */
  private static final int MAX_EXPANSION = 10;

  private final Iterator<Event> events;

  /** What each anchor names; an anchor that is still open names nothing yet. */
  private final Map<String, Anchored> anchors = new HashMap<>();

  private int depth;
  private long written;
  private long expanded;

  private record Anchored(JsonNode node, long size) {
    static final Anchored OPEN = new Anchored(MissingNode.getInstance(), 0);
  }

  private YamlTree(Iterator<Event> events) {
    this.events = events;
  }

  /**
   * Returns SnakeYAML's tree, whose nodes know their lines; null for an empty text.
   *
   * @throws YAMLException if the text is not YAML
   */
  static @Nullable Node compose(String text) {
    return readable(() -> new Yaml(options()).compose(new StringReader(text)));
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setNestingDepthLimit(MAX_DEPTH);
    // Aliases share one node here, so only their expansion in answers could do harm.
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    return options;
  }

  private static <T> T readable(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // SnakeYAML's way to say, for example, that an escape names no character.
      throw new YAMLException("an escape or a tag that cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Returns the tree. Made from SnakeYAML's events: its nodes and their tags would take twice the
   * time.
   *
   * @throws MarkedYAMLException if the text is not YAML, with line and column
   * @throws YAMLException if it is not, and nobody knows where, or if its aliases expand to far
   *     more than is written
   */
  static JsonNode read(String text) {
    return readable(
        () ->
            new YamlTree(new Yaml(options()).parse(new StringReader(text)).iterator()).document());
  }

  private JsonNode document() {
    next(); // the stream begins
    if (next().is(Event.ID.StreamEnd)) {
      return MissingNode.getInstance();
    }
    JsonNode root = value(next());
    next(); // the document ends
    Event more = next();
    if (!more.is(Event.ID.StreamEnd)) {
      throw new PlacedException("expected a single document, but another one begins", more);
    }
    long most = Math.max(FREE_NODES, MAX_EXPANSION * written);
    if (expanded > most) {
      throw new YAMLException("its aliases expand to more than " + most + " nodes");
    }
    return root;
  }

  private Event next() {
    return events.next();
  }

  private JsonNode value(Event event) {
    if (event instanceof AliasEvent alias) {
      Anchored anchored = anchors.get(alias.getAnchor());
      if (anchored == null) {
        throw new PlacedException("found undefined alias " + alias.getAnchor(), event);
      }
      if (anchored.node.isMissingNode()) {
        throw new PlacedException("an alias inside its own anchor", event);
      }
      expanded = Math.min(expanded + anchored.size, Integer.MAX_VALUE);
      return anchored.node;
    }
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, Anchored.OPEN);
    }
    long before = expanded;
    written++;
    expanded = Math.min(expanded + 1, Integer.MAX_VALUE);
    JsonNode node = event instanceof ScalarEvent scalar ? scalar(scalar) : collection(event);
    if (anchor != null) {
      anchors.put(anchor, new Anchored(node, expanded - before));
    }
    return node;
  }

  private JsonNode collection(Event start) {
    if (++depth > MAX_DEPTH) {
      throw new PlacedException("nested deeper than " + MAX_DEPTH + " levels", start);
    }
    JsonNode node = start.is(Event.ID.MappingStart) ? object() : array();
    depth--;
    return node;
  }

  private ArrayNode array() {
    ArrayNode array = NODES.arrayNode();
    for (Event item = next(); !item.is(Event.ID.SequenceEnd); item = next()) {
      array.add(value(item));
    }
    return array;
  }

  private ObjectNode object() {
    ObjectNode object = NODES.objectNode();
    for (Event name = next(); !name.is(Event.ID.MappingEnd); name = next()) {
      String key = key(name);
      JsonNode value = value(next());
      if (!key.equals("<<") || !merge(value, object)) {
        object.set(key, value);
      }
    }
    return ObjectOrder.sorted(object);
  }

  private String key(Event event) {
    if (event instanceof ScalarEvent scalar && scalar.getAnchor() == null) {
      return scalar.getValue();
    }
    JsonNode key = value(event);
    return key.isTextual() ? key.textValue() : key.toString();
  }

  private static boolean merge(JsonNode merged, ObjectNode object) {
    if (merged.isObject()) {
      mergeOne(merged, object);
      return true;
    }
    for (JsonNode one : merged) {
      if (!one.isObject()) {
        return false;
      }
    }
    merged.forEach(one -> mergeOne(one, object));
    return merged.isArray();
  }

  /** What is merged gives way to what is there already and to what comes later. */
  private static void mergeOne(JsonNode merged, ObjectNode object) {
    for (Map.Entry<String, JsonNode> member : merged.properties()) {
      if (!object.has(member.getKey())) {
        object.set(member.getKey(), member.getValue());
      }
    }
  }

  private static JsonNode scalar(ScalarEvent event) {
    String text = event.getValue();
    if (!event.isPlain() || isText(event.getTag())) {
      return TextNode.valueOf(text);
    }
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NullNode.getInstance();
      case "true", "True", "TRUE" -> BooleanNode.TRUE;
      case "false", "False", "FALSE" -> BooleanNode.FALSE;
      default -> number(text);
    };
  }

  /** Whether {@code !!str} stands there. */
  private static boolean isText(@Nullable String tag) {
    return tag != null && tag.endsWith(":str");
  }

  private static JsonNode number(String text) {
    char first = text.charAt(0);
    if (Character.isDigit(first) || first == '-' || first == '+' || first == '.') {
      if (INTEGER.matcher(text).matches()) {
        return Numbers.node(new BigDecimal(text));
      }
      if (HEX_OR_OCTAL.matcher(text).matches()) {
        int radix = text.charAt(1) == 'x' ? 16 : 8;
        return Numbers.node(new BigDecimal(new BigInteger(text.substring(2), radix)));
      }
      if (DECIMAL.matcher(text).matches()) {
        return Numbers.node(new BigDecimal(text));
      }
    }
    return TextNode.valueOf(text);
  }

  /** What YAML's grammar allows, and a tree does not; says where. */
  static final class PlacedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlacedException(String problem, Event event) {
      super(
          "line "
              + (event.getStartMark().getLine() + 1)
              + ", column "
              + (event.getStartMark().getColumn() + 1)
              + ": "
              + problem);
    }
  }
}
