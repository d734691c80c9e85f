package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An example is what readers copy and what the stub server answers, so it has to be right. */
final class ValidExamples implements Rule {
  private static final Rule REFERENCES = new References();
  private static final Rule SCHEMAS = new Schemas();

  @Override
  public String id() {
    return "valid-examples";
  }

  @Override
  public String demand() {
    return "Each example is valid against its schema, formats such as date-time included.";
  }

  @Override
  public List<Violation> check(Document document) {
    List<Violation> violations = new ArrayList<>();
    if (!REFERENCES.check(document).isEmpty() || !SCHEMAS.check(document).isEmpty()) {
      return violations; // no measure yet; those two rules say what to mend first
    }
    document
        .all()
        .filter(
            element ->
                element.is(Kind.MEDIA_TYPE)
                    || element.is(Kind.PARAMETER)
                    || element.is(Kind.HEADER))
        .forEach(
            holder ->
                holder
                    .children("schema")
                    .findFirst()
                    .ifPresent(
                        schema ->
                            violations.addAll(
                                invalid(document, holder, schema, values(document, holder)))));
    for (Element schema : document.all(Kind.SCHEMA)) {
      List<Node> values = new ArrayList<>();
      schema.node().member("example").ifPresent(values::add);
      schema.node().member("examples").map(Node::items).ifPresent(values::addAll);
      schema.node().member("default").ifPresent(values::add);
      violations.addAll(invalid(document, schema, schema, values));
    }
    for (Element example : document.all(Kind.EXAMPLE)) {
      if (example.node().reference().isEmpty() && example.node().member("value").isEmpty()) {
        violations.add(
            new Violation(
                example.node(),
                "The example has no value.",
                "value with the body itself; externalValue would need a second file",
                "add value."));
      }
    }
    // An example in components is checked at every place that refers to it.
    return violations.stream().distinct().toList();
  }

  private static List<Node> values(Document document, Element holder) {
    List<Node> values = new ArrayList<>();
    holder.node().member("example").ifPresent(values::add);
    holder
        .children("examples")
        .flatMap(example -> document.resolve(example).stream())
        .flatMap(example -> example.node().member("value").stream())
        .forEach(values::add);
    return values;
  }

  private static List<Violation> invalid(
      Document document, Element holder, Element schema, List<Node> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    List<Violation> violations = new ArrayList<>();
    JsonSchema validator = JsonSchema.of(document, schema.node());
    boolean multipart = holder.is(Kind.MEDIA_TYPE) && holder.name().startsWith("multipart/");
    for (Node value : values) {
      Set<String> files = multipart ? binaryParts(document, schema, value) : Set.of();
      for (JsonSchema.Failure failure : validator.validate(document, value)) {
        // The text of a binary part stands for bytes, which no schema can judge.
        if (!files.contains(failure.where().pointer())) {
          violations.add(
              new Violation(
                  failure.where(),
                  "The example does not fit the schema "
                      + schema.node().reference().orElse("at " + schema.node().pointer())
                      + ": "
                      + failure.message()
                      + ".",
                  "a value that the schema allows",
                  "if the source really shows this value, widen the schema; else correct the"
                      + " example."));
        }
      }
      if (multipart) {
        violations.addAll(undeclaredParts(document, schema, value));
      }
    }
    return violations;
  }

  private static Set<String> binaryParts(Document document, Element schema, Node value) {
    Set<String> files = new HashSet<>();
    document
        .resolve(schema)
        .ifPresent(
            object ->
                object
                    .children("properties")
                    .filter(property -> isBinary(document, property))
                    .forEach(property -> files.add(Node.join(value.pointer(), property.name()))));
    return files;
  }

  private static boolean isBinary(Document document, Element property) {
    Optional<Node> schema = document.resolve(property).map(Element::node);
    return schema.flatMap(node -> node.text("format")).equals(Optional.of("binary"))
        || schema.filter(node -> node.says("contentMediaType")).isPresent();
  }

  private static List<Violation> undeclaredParts(Document document, Element schema, Node value) {
    return value.members().entrySet().stream()
        .filter(part -> !SchemaPath.has(document, schema, List.of(part.getKey())))
        .map(
            part ->
                new Violation(
                    part.getValue(),
                    "The form has no part \"" + part.getKey() + "\".",
                    "only parts that are properties of the schema",
                    "correct the spelling or declare the part."))
        .toList();
  }
}
