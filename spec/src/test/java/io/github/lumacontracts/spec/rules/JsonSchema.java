package io.github.lumacontracts.spec.rules;

import com.github.erosb.jsonsKema.EnumSchema;
import com.github.erosb.jsonsKema.FormatValidationPolicy;
import com.github.erosb.jsonsKema.IJsonArray;
import com.github.erosb.jsonsKema.IJsonObject;
import com.github.erosb.jsonsKema.IJsonString;
import com.github.erosb.jsonsKema.IJsonValue;
import com.github.erosb.jsonsKema.JsonArray;
import com.github.erosb.jsonsKema.JsonObject;
import com.github.erosb.jsonsKema.JsonParser;
import com.github.erosb.jsonsKema.JsonString;
import com.github.erosb.jsonsKema.SchemaLoader;
import com.github.erosb.jsonsKema.ValidationFailure;
import com.github.erosb.jsonsKema.Validator;
import com.github.erosb.jsonsKema.ValidatorConfig;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JSON Schema (2020-12) that tells what is wrong with a value; formats are asserted. */
final class JsonSchema {
  private final Validator validator;

  private JsonSchema(IJsonValue schema) {
    this.validator =
        Validator.create(
            new SchemaLoader(schema).load(), new ValidatorConfig(FormatValidationPolicy.ALWAYS));
  }

  static JsonSchema parse(String schema, URI base) {
    return new JsonSchema(new JsonParser(schema, base).parse());
  }

  /** Returns a schema of a document; its references are followed inside that document. */
  static JsonSchema of(Document document, Node schema) {
    // References such as #/components/schemas/Task need the components beside the schema.
    Map<IJsonString, IJsonValue> root = new LinkedHashMap<>();
    root.put(new JsonString("allOf"), new JsonArray(List.of(schema.json())));
    document
        .root()
        .member("components")
        .ifPresent(components -> root.put(new JsonString("components"), components.json()));
    return new JsonSchema(new JsonObject(root));
  }

  /** One thing wrong: which part of the value, and in which words of the validator. */
  record Failure(Node where, String keyword, String message) {

    private Failure and(Failure other) {
      return message.contains(other.message)
          ? this
          : new Failure(where, keyword, message + "; or " + other.message);
    }
  }

  /** Returns what is wrong with a value of the document, nothing if it is valid. */
  List<Failure> validate(Document document, Node value) {
    return Optional.ofNullable(validator.validate(value.json())).stream()
        .flatMap(JsonSchema::leaves)
        .map(
            leaf ->
                new Failure(
                    where(document, leaf, value),
                    leaf.getKeyword() == null ? "false" : leaf.getKeyword().getValue(),
                    message(leaf)))
        .collect(
            Collectors.toMap(
                failure -> failure.where().pointer(),
                Function.identity(),
                // Alternatives of anyOf and oneOf fail at one place, each in its own words.
                Failure::and,
                LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  /** Adds what the validator leaves out: the words that are allowed and the value found. */
  private static String message(ValidationFailure failure) {
    String message = failure.getMessage();
    if (failure.getSchema() instanceof EnumSchema words) {
      message =
          words.getPotentialValues().stream()
              .map(Object::toString)
              .collect(Collectors.joining(", ", "it is none of ", ""));
    }
    IJsonValue found = failure.getInstance();
    boolean isShort = !(found instanceof IJsonObject) && !(found instanceof IJsonArray);
    return isShort ? message + ", found " + found : message;
  }

  private static Stream<ValidationFailure> leaves(ValidationFailure failure) {
    return failure.getCauses().isEmpty()
        ? Stream.of(failure)
        : failure.getCauses().stream().flatMap(JsonSchema::leaves);
  }

  private static Node where(Document document, ValidationFailure failure, Node value) {
    String pointer = "";
    for (String segment : failure.getInstance().getLocation().getPointer().getSegments()) {
      pointer = Node.join(pointer, segment);
    }
    return document.root().at(pointer).orElse(value);
  }
}
