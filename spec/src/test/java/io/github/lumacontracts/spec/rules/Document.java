package io.github.lumacontracts.spec.rules;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** An OpenAPI document, the folder it lies in, and the line of every value. */
final class Document {
  private final Path file;
  private final String text;
  private final Node root;
  private final List<Node> ambiguous;
  private final List<Element> elements;
  private final Map<String, Element> byPointer;

  private Document(Path file, String text, Node root, List<Node> ambiguous) {
    this.file = file;
    this.text = text;
    this.root = root;
    this.ambiguous = List.copyOf(ambiguous);
    this.elements =
        Element.ofRoot(root)
            .inwards()
            .sorted(Comparator.comparingInt(element -> element.node().line()))
            .toList();
    this.byPointer =
        elements.stream()
            .collect(Collectors.toMap(part -> part.node().pointer(), Function.identity()));
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is not one YAML mapping; names file, line and column
   */
  static Document read(Path file) throws IOException {
    return of(file, Files.readString(file));
  }

  /** As {@link #read}, for a text that would lie in {@code file}. */
  static Document of(Path file, String text) {
    LoaderOptions options = new LoaderOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(new DumperOptions()),
            new DumperOptions(),
            options,
            new JsonScalars());
    try {
      org.yaml.snakeyaml.nodes.Node root = yaml.compose(new StringReader(text));
      if (!(root instanceof MappingNode)) {
        throw new IllegalArgumentException(
            file
                + " holds no object. Expected an OpenAPI document that starts with openapi: 3.1.0.");
      }
      Reader reader = new Reader(file);
      Node converted = reader.convert(root, "", 1);
      return new Document(file, text, converted, reader.ambiguous);
    } catch (MarkedYAMLException e) {
      throw new IllegalArgumentException(
          "%s:%d:%d is not YAML: %s. Correct the line; mind indentation and quotes."
              .formatted(
                  file,
                  e.getProblemMark().getLine() + 1,
                  e.getProblemMark().getColumn() + 1,
                  e.getProblem()),
          e);
    }
  }

  Path file() {
    return file;
  }

  /** Returns the folder's name, for the documents of the product the slug of the provider. */
  String folder() {
    return file.toAbsolutePath().getParent().getFileName().toString();
  }

  String text() {
    return text;
  }

  Node root() {
    return root;
  }

  /** Returns the values and members that readers of YAML 1.1 and 1.2 understand differently. */
  List<Node> ambiguous() {
    return ambiguous;
  }

  /** Returns all elements of a kind, wherever they stand. */
  List<Element> all(Kind kind) {
    return all().filter(part -> part.is(kind)).toList();
  }

  /** Returns all elements in the order of the document. */
  Stream<Element> all() {
    return elements.stream();
  }

  /** Returns the element that a {@code $ref} points to, or nothing if there is none. */
  Optional<Element> target(String reference) {
    return reference.startsWith("#")
        ? Optional.ofNullable(
            byPointer.get(
                URLDecoder.decode(
                    reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8)))
        : Optional.empty();
  }

  /**
   * Follows references to the definition; nothing if they lead nowhere, in a circle, or to another
   * kind.
   */
  Optional<Element> resolve(Element start) {
    Set<Element> seen = new HashSet<>();
    Optional<Element> current = Optional.of(start);
    while (current.isPresent() && current.get().node().reference().isPresent()) {
      if (!seen.add(current.get())) {
        return Optional.empty();
      }
      current =
          target(current.get().node().reference().get()).filter(target -> target.is(start.kind()));
    }
    return current;
  }

  /** Returns the element itself and every reference, direct or not, that resolves to it. */
  Stream<Element> places(Element element) {
    return all()
        .filter(part -> part.is(element.kind()))
        .filter(part -> resolve(part).filter(found -> found == element).isPresent());
  }

  /** Returns the operations in which an element is used, through references too. */
  Set<Element> operationsOf(Element element) {
    Set<Element> operations = new HashSet<>();
    List<Element> open = new ArrayList<>(places(element).toList());
    Set<Element> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Element place = open.remove(open.size() - 1);
      if (!seen.add(place)) {
        continue;
      }
      place
          .outwards()
          .filter(part -> part.is(Kind.OPERATION))
          .findFirst()
          .ifPresent(operations::add);
      place
          .outwards()
          .filter(Element::isComponent)
          .findFirst()
          .ifPresent(component -> places(component).forEach(open::add));
    }
    return operations;
  }

  /** Turns the nodes of SnakeYAML into those of this model. */
  private static final class Reader {
    private static final Resolver YAML_1_1 = new Resolver();

    private final Path file;
    private final List<Node> ambiguous = new ArrayList<>();

    Reader(Path file) {
      this.file = file;
    }

    Node convert(org.yaml.snakeyaml.nodes.Node yaml, String pointer, int line) {
      if (yaml instanceof MappingNode mapping) {
        return new Node(pointer, line, members(mapping, pointer));
      }
      if (yaml instanceof SequenceNode sequence) {
        List<Node> items = new ArrayList<>();
        for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
          items.add(convert(item, Node.join(pointer, String.valueOf(items.size())), lineOf(item)));
        }
        return new Node(pointer, line, items);
      }
      ScalarNode scalar = (ScalarNode) yaml;
      Node node = new Node(pointer, line, content(scalar));
      if (isAmbiguous(scalar)) {
        ambiguous.add(node);
      }
      return node;
    }

    private Map<String, Node> members(MappingNode mapping, String pointer) {
      Map<String, Node> members = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        ScalarNode key = (ScalarNode) tuple.getKeyNode();
        String name = key.getValue();
        Node value = convert(tuple.getValueNode(), Node.join(pointer, name), lineOf(key));
        Node earlier = members.put(name, value);
        if (earlier != null) {
          throw new IllegalArgumentException(
              "%s:%d the name \"%s\" stands in one object twice, first in line %d. Remove one."
                  .formatted(file, lineOf(key), name, earlier.line()));
        }
        if (isAmbiguous(key)) {
          ambiguous.add(value);
        }
      }
      return members;
    }

    private static boolean isAmbiguous(ScalarNode scalar) {
      return scalar.isPlain()
          && !YAML_1_1.resolve(NodeId.scalar, scalar.getValue(), true).equals(scalar.getTag());
    }

    private static int lineOf(org.yaml.snakeyaml.nodes.Node yaml) {
      return yaml.getStartMark().getLine() + 1;
    }

    private static @Nullable Object content(ScalarNode yaml) {
      String value = yaml.getValue();
      if (yaml.getTag().equals(Tag.NULL)) {
        return null;
      }
      if (yaml.getTag().equals(Tag.BOOL)) {
        return Boolean.valueOf(value);
      }
      if (yaml.getTag().equals(Tag.INT)) {
        BigInteger integer = new BigInteger(value);
        return integer.bitLength() < 64 ? (Object) integer.longValue() : integer;
      }
      return yaml.getTag().equals(Tag.FLOAT) ? (Object) new BigDecimal(value) : value;
    }
  }

  /** Plain scalars as YAML 1.2 reads JSON: no dates, no {@code yes}, no octal numbers. */
  private static final class JsonScalars extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.NULL, Pattern.compile("null|~|"), null);
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
      addImplicitResolver(Tag.INT, Pattern.compile("-?(0|[1-9][0-9]*)"), "-0123456789");
      addImplicitResolver(
          Tag.FLOAT,
          Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?"),
          "-0123456789");
    }
  }
}
