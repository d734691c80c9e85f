package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.document.ApiParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameters of one place (path, query, header, cookie), compiled. Safe for threads. */
final class ParameterSet {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final ApiParameter.In in;
  private final SchemaCompiler.Direction direction;
  private final List<Decoder> decoders = new ArrayList<>();
  private final List<String> mayBeEmpty;
  private final Check check;

  private record Decoder(ApiParameter parameter, String key, ParameterValues.Shape shape) {}

  ParameterSet(ApiParameter.In in, List<ApiParameter> all) {
    this(in, all, SchemaCompiler.Direction.REQUEST);
  }

  ParameterSet(ApiParameter.In in, List<ApiParameter> all, SchemaCompiler.Direction direction) {
    this.in = in;
    this.direction = direction;
    SchemaCompiler compiler = new SchemaCompiler(SchemaCompiler.Mode.PARAMETER, direction);
    List<String> required = new ArrayList<>();
    Map<String, CompiledSchema> schemas = new LinkedHashMap<>();
    for (ApiParameter parameter : all) {
      if (parameter.in() != in) {
        continue;
      }
      String key = key(parameter.name());
      decoders.add(new Decoder(parameter, key, ParameterValues.shape(parameter.schema())));
      if (parameter.required()) {
        required.add(key);
      }
      parameter.schema().ifPresent(schema -> schemas.put(key, compiler.compile(schema)));
    }
    mayBeEmpty =
        decoders.stream()
            .filter(decoder -> decoder.parameter.emptyAllowed())
            .map(Decoder::key)
            .toList();
    Check requiredCheck = ObjectKeywords.required(required);
    Check properties = ObjectKeywords.properties(schemas);
    check =
        (instance, failures) -> {
          requiredCheck.check(instance, failures);
          properties.check(instance, failures);
        };
  }

  /** Prism knows names of parameters only in lower case. */
  private String key(String name) {
    return in == ApiParameter.In.COOKIE ? name : name.toLowerCase(Locale.ROOT);
  }

  boolean isEmpty() {
    return decoders.isEmpty();
  }

  /**
   * Checks the values.
   *
   * @param values decoded, by name as sent, in order
   */
  void validate(Map<String, List<String>> values, List<Violation> violations) {
    Map<String, List<String>> byKey = new LinkedHashMap<>();
    values.forEach(
        (name, texts) -> byKey.computeIfAbsent(key(name), key -> new ArrayList<>(1)).addAll(texts));
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    List<Violation> warnings = new ArrayList<>();
    for (Decoder decoder : decoders) {
      decode(decoder, byKey)
          .ifPresent(
              value -> {
                object.set(decoder.key, value);
                if (decoder.parameter.deprecated()) {
                  warnings.add(deprecated(decoder.parameter));
                }
              });
    }
    Set<String> empty = allowedEmpty(byKey);
    empty.forEach(key -> object.put(key, ""));
    List<Failure> failures = new ArrayList<>();
    check.check(Instance.root(object), failures);
    failures.removeIf(failure -> isAbout(empty, failure));
    failures.forEach(failure -> violations.add(failure.violation(direction, word())));
    violations.addAll(warnings);
  }

  /**
   * Returns the parameters that are sent without a value and may be, so that they are not missing.
   */
  private Set<String> allowedEmpty(Map<String, List<String>> byKey) {
    return mayBeEmpty.isEmpty()
        ? Set.of()
        : mayBeEmpty.stream()
            .filter(key -> List.of("").equals(byKey.get(key)))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isAbout(Set<String> names, Failure failure) {
    return !failure.path().isEmpty() && names.contains(failure.path().get(0));
  }

  private Violation deprecated(ApiParameter parameter) {
    String word = word();
    return Violation.warning(
        List.of(word, parameter.name()),
        "deprecated",
        word.substring(0, 1).toUpperCase(Locale.ROOT)
            + word.substring(1)
            + " param "
            + parameter.name()
            + " is deprecated");
  }

  private String word() {
    return in.name().toLowerCase(Locale.ROOT);
  }

  private Optional<JsonNode> decode(Decoder decoder, Map<String, List<String>> values) {
    ApiParameter parameter = decoder.parameter;
    if (parameter.indexed()) {
      Optional<JsonNode> indexed = ParameterValues.indexed(decoder.key, values);
      if (indexed.isPresent()) {
        return indexed;
      }
    }
    if (parameter.style().equals("deepObject") && decoder.shape != ParameterValues.Shape.SCALAR) {
      return present(parameter, ParameterValues.deep(decoder.key, parameter.schema(), values));
    }
    if ((in == ApiParameter.In.QUERY || in == ApiParameter.In.COOKIE)
        && parameter.style().equals("form")
        && parameter.explode()
        && decoder.shape == ParameterValues.Shape.OBJECT
        && !parameter.json()) {
      return present(parameter, explodedObject(parameter, values));
    }
    List<String> texts = values.getOrDefault(decoder.key, List.of());
    // An empty value counts as none, as in Prism.
    if (texts.isEmpty() || (texts.size() == 1 && texts.get(0).isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        parameter.json() ? json(texts.get(0)) : decode(parameter, decoder.shape, texts));
  }

  /** The object's properties stand in the query, or the cookies, beside other parameters. */
  private JsonNode explodedObject(ApiParameter parameter, Map<String, List<String>> values) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    parameter
        .schema()
        .ifPresent(
            schema ->
                ParameterValues.properties(schema)
                    .keySet()
                    .forEach(
                        name -> {
                          List<String> texts = values.get(key(name));
                          if (texts != null) {
                            object.set(name, ParameterValues.text(texts));
                          }
                        }));
    return object;
  }

  /** As in Prism such an object is never missing if it is required, only empty. */
  private Optional<JsonNode> present(ApiParameter parameter, JsonNode object) {
    return object.isEmpty() && (in != ApiParameter.In.QUERY || !parameter.required())
        ? Optional.empty()
        : Optional.of(object);
  }

  private JsonNode decode(ApiParameter parameter, ParameterValues.Shape shape, List<String> texts) {
    String text = texts.get(0);
    boolean explode = parameter.explode();
    return switch (parameter.style()) {
      case "label" -> compound(shape, explode, strip(text, "."), explode ? "." : ",");
      case "matrix" -> matrix(parameter, shape, text);
      case "simple" -> compound(shape, explode, text, ",");
      default -> {
        if (shape == ParameterValues.Shape.SCALAR) {
          yield ParameterValues.text(texts);
        }
        // Of several texts that hold lists the last counts.
        yield explode
            ? ParameterValues.list(texts)
            : ParameterValues.separated(
                texts.get(texts.size() - 1), ParameterValues.separator(parameter.style()), shape);
      }
    };
  }

  private static JsonNode compound(
      ParameterValues.Shape shape, boolean explode, String text, String separator) {
    if (shape == ParameterValues.Shape.SCALAR) {
      return TextNode.valueOf(text);
    }
    return explode && shape == ParameterValues.Shape.OBJECT
        ? ParameterValues.pairs(text, separator)
        : ParameterValues.separated(text, separator, shape);
  }

  /** Reads {@code ;id=3,4}, or exploded {@code ;id=3;id=4} and {@code ;role=admin;name=x}. */
  private static JsonNode matrix(ApiParameter parameter, ParameterValues.Shape shape, String text) {
    String rest = strip(text, ";");
    String prefix = parameter.name() + "=";
    if (parameter.explode() && shape == ParameterValues.Shape.OBJECT) {
      return ParameterValues.pairs(rest, ";");
    }
    if (parameter.explode() && shape == ParameterValues.Shape.ARRAY) {
      List<String> items = new ArrayList<>();
      for (String part : rest.split(";", -1)) {
        items.add(strip(part, prefix));
      }
      return ParameterValues.list(items);
    }
    return compound(shape, false, strip(rest, prefix), ",");
  }

  private static String strip(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  /** A value that is no JSON stays a text, so that the schema says what is wrong with it. */
  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException | NumberFormatException e) {
      return TextNode.valueOf(text);
    }
  }
}
