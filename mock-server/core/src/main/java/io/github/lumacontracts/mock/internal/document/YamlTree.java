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
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

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

  private final IdentityHashMap<Node, JsonNode> done = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();

  private YamlTree() {}

  /**
   * Returns SnakeYAML's tree, whose nodes know their lines; null for an empty text.
   *
   * @throws MarkedYAMLException if the text is not YAML, with line and column
   * @throws YAMLException if it is not, and nobody knows where
   */
  static @Nullable Node compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setNestingDepthLimit(MAX_DEPTH);
    // Aliases share one node here, so only their expansion in answers could do harm.
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    try {
      return new Yaml(options).compose(new StringReader(text));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // SnakeYAML's way to say, for example, that an escape names no character.
      throw new YAMLException("an escape or a tag that cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Returns the tree.
   *
   * @throws MarkedYAMLException if the text is not YAML, with line and column
   * @throws YAMLException if it is not, and nobody knows where, or if its aliases expand to far
   *     more than is written
   */
  static JsonNode read(String text) {
    Node root = compose(text);
    if (root == null) {
      return MissingNode.getInstance();
    }
    YamlTree tree = new YamlTree();
    JsonNode converted = tree.convert(root);
    tree.limitExpansion(root);
    return converted;
  }

  private void limitExpansion(Node root) {
    long expanded = expanded(root);
    long most = Math.max(FREE_NODES, (long) MAX_EXPANSION * sizes.size());
    if (expanded > most) {
      throw new YAMLException("its aliases expand to more than " + most + " nodes");
    }
  }

  /** Returns how many nodes there are if each alias is a copy of what it names. */
  private long expanded(Node node) {
    Long known = sizes.get(node);
    if (known != null) {
      return known;
    }
    long size = 1;
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        size = Math.min(size + expanded(tuple.getValueNode()), Integer.MAX_VALUE);
      }
    } else if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        size = Math.min(size + expanded(item), Integer.MAX_VALUE);
      }
    }
    sizes.put(node, size);
    return size;
  }

  private JsonNode convert(Node node) {
    JsonNode known = done.get(node);
    if (known != null) {
      if (known.isMissingNode()) {
        throw new CyclicAliasException(node);
      }
      return known;
    }
    done.put(node, MissingNode.getInstance());
    JsonNode converted;
    if (node instanceof MappingNode mapping) {
      ObjectNode object = NODES.objectNode();
      members(mapping, object);
      converted = ObjectOrder.sorted(object);
    } else if (node instanceof SequenceNode sequence) {
      ArrayNode array = NODES.arrayNode(sequence.getValue().size());
      sequence.getValue().forEach(item -> array.add(convert(item)));
      converted = array;
    } else {
      converted = scalar((ScalarNode) node);
    }
    done.put(node, converted);
    return converted;
  }

  private void members(MappingNode mapping, ObjectNode object) {
    for (NodeTuple tuple : mapping.getValue()) {
      String key =
          tuple.getKeyNode() instanceof ScalarNode scalar
              ? scalar.getValue()
              : convert(tuple.getKeyNode()).toString();
      if (key.equals("<<") && tuple.getValueNode() instanceof MappingNode merged) {
        merge(merged, object);
      } else if (key.equals("<<")
          && tuple.getValueNode() instanceof SequenceNode list
          && list.getValue().stream().allMatch(MappingNode.class::isInstance)) {
        list.getValue().forEach(merged -> merge(merged, object));
      } else {
        object.set(key, convert(tuple.getValueNode()));
      }
    }
  }

  /** What is merged gives way to what is there already and to what comes later. */
  private void merge(Node merged, ObjectNode object) {
    for (Map.Entry<String, JsonNode> member : convert(merged).properties()) {
      if (!object.has(member.getKey())) {
        object.set(member.getKey(), member.getValue());
      }
    }
  }

  private static JsonNode scalar(ScalarNode node) {
    String text = node.getValue();
    if (node.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN
        || (node.getTag().getValue().endsWith(":str") && isTaggedExplicitly(node, text))) {
      return TextNode.valueOf(text);
    }
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NullNode.getInstance();
      case "true", "True", "TRUE" -> BooleanNode.TRUE;
      case "false", "False", "FALSE" -> BooleanNode.FALSE;
      default -> number(text);
    };
  }

  /** A plain {@code 12} is resolved to a number by SnakeYAML, unless {@code !!str} stands there. */
  private static boolean isTaggedExplicitly(ScalarNode node, String text) {
    return node.getEndMark().getIndex() - node.getStartMark().getIndex() > text.length();
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

  /** An anchor that contains an alias to itself. */
  static final class CyclicAliasException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CyclicAliasException(Node node) {
      super(
          "line "
              + (node.getStartMark().getLine() + 1)
              + ", column "
              + (node.getStartMark().getColumn() + 1)
              + ": an alias inside its own anchor");
    }
  }
}
