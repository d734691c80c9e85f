package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A body of named parts, urlencoded or multipart, compiled. Safe for threads. */
final class FormBody {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final Pattern RESERVED = Pattern.compile("[/?#\\[\\]@!$&'()*+,;=]");

  private final ApiContent content;
  private final Map<String, Property> properties = new LinkedHashMap<>();
  private final Optional<CompiledSchema> schema;

  /**
   * One part as sent.
   *
   * @param raw before decoding
   */
  record Value(JsonNode value, String raw) {}

  private record Property(
      Optional<Schema> schema,
      ParameterValues.Shape shape,
      Optional<ApiContent.Encoding> encoding,
      boolean required) {
    /** As in Prism an object of several parts is never missing if it is required, only empty. */
    Optional<JsonNode> present(JsonNode object) {
      return object.isEmpty() && !required ? Optional.empty() : Optional.of(object);
    }
  }

  FormBody(ApiContent content) {
    this.content = content;
    this.schema = content.schema().map(new SchemaCompiler(SchemaCompiler.Mode.FORM)::compile);
    Map<String, Schema> schemas =
        content.schema().map(ParameterValues::properties).orElse(Map.of());
    schemas.forEach(
        (name, property) ->
            properties.put(
                name,
                new Property(
                    Optional.of(property),
                    ParameterValues.shape(Optional.of(property)),
                    Optional.ofNullable(content.encodings().get(name)),
                    content.schema().filter(whole -> requires(whole, name)).isPresent())));
  }

  private static boolean requires(Schema schema, String name) {
    return schema
        .resolved()
        .keyword("required")
        .valueStream()
        .anyMatch(required -> required.asText().equals(name));
  }

  void validate(Map<String, List<Value>> values, List<Violation> violations) {
    int before = violations.size();
    content
        .encodings()
        .forEach(
            (name, encoding) -> {
              List<Value> sent = values.getOrDefault(name, List.of());
              // As in Prism an encoding without a style says nothing.
              if (!encoding.style().isEmpty()
                  && !encoding.allowReserved()
                  && sent.stream().anyMatch(value -> RESERVED.matcher(value.raw()).find())) {
                violations.add(
                    Violation.error(
                        List.of("body", name), "", "Reserved characters used in request body"));
              }
            });
    if (violations.size() > before || schema.isEmpty()) {
      return;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    properties.forEach(
        (name, property) ->
            decode(name, property, values.getOrDefault(name, List.of()), values)
                .ifPresent(value -> object.set(name, value)));
    schema
        .get()
        .validate(object)
        .forEach(
            failure -> violations.add(failure.violation(SchemaCompiler.Direction.REQUEST, "body")));
  }

  private static Optional<JsonNode> decode(
      String name, Property property, List<Value> sent, Map<String, List<Value>> all) {
    String style = property.encoding().map(ApiContent.Encoding::style).orElse("");
    boolean explode = property.encoding().map(ApiContent.Encoding::explode).orElse(true);
    if (style.equals("deepObject") && property.shape() != ParameterValues.Shape.SCALAR) {
      Map<String, List<String>> texts = new LinkedHashMap<>();
      all.forEach(
          (key, list) -> texts.put(key, list.stream().map(v -> v.value().asText()).toList()));
      return property.present(ParameterValues.deep(name, property.schema(), texts));
    }
    if (style.equals("form") && explode && property.shape() == ParameterValues.Shape.OBJECT) {
      return property.present(exploded(property.schema(), all));
    }
    boolean separated =
        property.shape() != ParameterValues.Shape.SCALAR && !style.isEmpty() && !explode;
    boolean none =
        sent.isEmpty()
            || (!style.isEmpty()
                && property.shape() != ParameterValues.Shape.SCALAR
                && sent.size() == 1
                && sent.get(0).value().asText("x").isEmpty());
    if (none) {
      // Prism reads a missing list of these styles as an empty text, which is no list.
      return separated && style.endsWith("Delimited")
          ? Optional.of(TextNode.valueOf(""))
          : Optional.empty();
    }
    JsonNode first = sent.get(0).value();
    if (separated && sent.size() == 1 && first.isTextual()) {
      return Optional.of(
          ParameterValues.separated(
              first.textValue(), ParameterValues.separator(style), property.shape()));
    }
    if (property.shape() == ParameterValues.Shape.OBJECT && sent.size() == 1) {
      return Optional.of(json(first));
    }
    if (property.shape() == ParameterValues.Shape.SCALAR) {
      return Optional.of(sent.get(sent.size() - 1).value());
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    sent.forEach(value -> list.add(value.value()));
    return Optional.of(list);
  }

  /** The object's properties stand in the form beside others. */
  private static JsonNode exploded(Optional<Schema> schema, Map<String, List<Value>> all) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    schema
        .map(ParameterValues::properties)
        .orElse(Map.of())
        .keySet()
        .forEach(
            name -> {
              List<Value> sent = all.getOrDefault(name, List.of());
              if (!sent.isEmpty()) {
                object.set(name, sent.get(sent.size() - 1).value());
              }
            });
    return object;
  }

  /** Objects travel in forms as JSON texts, unless their encoding says otherwise. */
  private static JsonNode json(JsonNode text) {
    if (!text.isTextual()) {
      return text;
    }
    try {
      return JSON.readTree(text.textValue());
    } catch (JsonProcessingException | NumberFormatException e) {
      return text;
    }
  }
}
