package io.github.lumacontracts.mock.internal.document;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The lines of a text. Reads the text a second time, so it is made only if there is a warning. */
final class SourceLines {
  private final @Nullable Node root;

  SourceLines(String text) {
    root = compose(text);
  }

  private static @Nullable Node compose(String text) {
    try {
      return YamlTree.compose(text);
    } catch (YAMLException e) {
      return null; // JSON that is not YAML has no lines here; the pointer says where
    }
  }

  /** Returns the line of the member or item that a pointer names, counted from 1. */
  Optional<Integer> line(String pointer) {
    return find(pointer).map(node -> node.getStartMark().getLine() + 1);
  }

  /** Whether the name of the member that a pointer names is written without quotes. */
  boolean isPlain(String pointer) {
    return find(pointer)
        .filter(node -> node instanceof ScalarNode key && key.isPlain())
        .isPresent();
  }

  /** Returns the name of a member, or an item. */
  private Optional<Node> find(String pointer) {
    if (root == null) {
      return Optional.empty();
    }
    Node at = root;
    Node found = root;
    if (!pointer.isEmpty()) {
      for (String step : pointer.substring(1).split("/", -1)) {
        String name = step.replace("~1", "/").replace("~0", "~");
        if (at instanceof MappingNode mapping) {
          NodeTuple member = member(mapping, name);
          if (member == null) {
            break; // merged from elsewhere: the object's own place is the nearest
          }
          found = member.getKeyNode();
          at = member.getValueNode();
        } else if (at instanceof SequenceNode list) {
          if (!References.isIndex(name) || Integer.parseInt(name) >= list.getValue().size()) {
            break; // a name that is there twice, once in brackets
          }
          at = list.getValue().get(Integer.parseInt(name));
          found = at;
        }
      }
    }
    return Optional.of(found);
  }

  private static @Nullable NodeTuple member(MappingNode mapping, String name) {
    NodeTuple found = null;
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
        found = tuple; // the last of equal names counts
      }
    }
    return found;
  }
}
