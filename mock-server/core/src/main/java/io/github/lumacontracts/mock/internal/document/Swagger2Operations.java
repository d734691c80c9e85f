package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the operations of a Swagger 2.0 document into the form of OpenAPI 3. */
final class Swagger2Operations {
  private static final Dialect DIALECT = Dialect.SWAGGER_2;

  /** Members of a parameter or header that are keywords of its schema. */
  private static final Set<String> SCHEMA_KEYWORDS =
      Set.of(
          "type",
          "format",
          "items",
          "default",
          "maximum",
          "exclusiveMaximum",
          "minimum",
          "exclusiveMinimum",
          "maxLength",
          "minLength",
          "pattern",
          "maxItems",
          "minItems",
          "uniqueItems",
          "enum",
          "multipleOf",
          "x-nullable");

  private static final Set<String> RESPONSE_MEMBERS =
      Set.of("description", "schema", "headers", "examples");

  private final Cursor root;

  Swagger2Operations(Cursor root) {
    this.root = root;
  }

  List<ApiOperation> read() {
    List<ApiOperation> operations = new ArrayList<>();
    for (Map.Entry<String, Cursor> path : root.at("paths").members()) {
      if (path.getKey().startsWith("x-")) {
        continue;
      }
      Cursor pathItem = path.getValue().resolved();
      for (Map.Entry<String, Cursor> member : pathItem.members()) {
        if (Operations.METHODS.contains(member.getKey()) && member.getValue().node().isObject()) {
          operations.add(operation(path.getKey(), pathItem, member.getKey(), member.getValue()));
        }
      }
    }
    return operations;
  }

  private ApiOperation operation(String path, Cursor pathItem, String method, Cursor operation) {
    Map<String, Cursor> parameters = new LinkedHashMap<>();
    for (Cursor level : List.of(pathItem, operation)) {
      for (Cursor item : level.at("parameters").items()) {
        Cursor parameter = item.resolved();
        parameters.put(
            parameter.text("in").orElse("") + " " + parameter.text("name").orElse(""), parameter);
      }
    }
    return new ApiOperation(
        method.toUpperCase(Locale.ROOT),
        path.startsWith("/") ? path : "/" + path,
        operation.text("operationId"),
        operation.flag("deprecated"),
        parameters.values().stream().flatMap(p -> parameter(p).stream()).toList(),
        body(operation, List.copyOf(parameters.values())),
        responses(operation),
        Operations.security(
            root, operation, name -> scheme(root.at("securityDefinitions").at(name))),
        List.of(),
        servers(operation),
        List.of(),
        Optional.empty());
  }

  /** Without {@code schemes} or {@code host} there is only the base path, as a relative address. */
  private List<ApiServer> servers(Cursor operation) {
    String basePath = root.text("basePath").orElse("").replaceFirst("/+$", "");
    Cursor schemes =
        operation.at("schemes").node().isArray() ? operation.at("schemes") : root.at("schemes");
    Optional<String> host = root.text("host").filter(text -> !text.isEmpty());
    if (host.isEmpty() || schemes.node().isEmpty()) {
      return basePath.isEmpty() ? List.of() : List.of(new ApiServer(basePath, Map.of()));
    }
    return schemes.items().stream()
        .map(scheme -> scheme.node().asText() + "://" + host.get() + basePath)
        .map(url -> new ApiServer(url, Map.of()))
        .toList();
  }

  private Optional<ApiParameter> parameter(Cursor parameter) {
    Optional<ApiParameter.In> in = Operations.in(parameter);
    Optional<String> name = parameter.text("name");
    if (in.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    String format = parameter.text("collectionFormat").orElse("csv");
    boolean query = in.get() == ApiParameter.In.QUERY;
    return Optional.of(
        new ApiParameter(
            in.get(),
            name.get(),
            parameter.flag("required"),
            parameter.flag("deprecated"),
            parameter.flag("allowEmptyValue"),
            query ? style(format) : "simple",
            query && format.equals("multi"),
            parameter.flag("x-indexed"),
            false,
            Optional.of(new Schema(parameter.with(schemaOf(parameter)), DIALECT)),
            Optional.ofNullable(parameter.node().get("x-example")).stream().toList()));
  }

  private Optional<ApiBody> body(Cursor operation, List<Cursor> parameters) {
    List<String> consumes = mediaTypes(operation, "consumes");
    ObjectNode form = root.node().isObject() ? ((ObjectNode) root.node()).objectNode() : null;
    Map<String, ApiContent.Encoding> encodings = new LinkedHashMap<>();
    Cursor firstField = null;
    for (Cursor parameter : parameters) {
      String in = parameter.text("in").orElse("");
      if (in.equals("body")) {
        List<ApiContent> contents = new ArrayList<>();
        for (String type : consumes.isEmpty() ? List.of("application/json") : consumes) {
          contents.add(
              new ApiContent(
                  type,
                  Operations.schema(parameter.at("schema"), DIALECT),
                  schemaExample(parameter.at("schema").resolved()),
                  Map.of()));
        }
        return Optional.of(new ApiBody(parameter.flag("required"), contents));
      }
      if (in.equals("formData") && form != null) {
        firstField = firstField == null ? parameter : firstField;
        field(form, encodings, parameter);
      }
    }
    if (firstField == null || form == null) {
      return Optional.empty();
    }
    Schema schema = new Schema(firstField.with(form), DIALECT);
    List<ApiContent> contents = new ArrayList<>();
    for (String type :
        consumes.isEmpty() ? List.of("application/x-www-form-urlencoded") : consumes) {
      contents.add(new ApiContent(type, Optional.of(schema), List.of(), encodings));
    }
    return Optional.of(new ApiBody(form.has("required"), contents));
  }

  private static void field(
      ObjectNode form, Map<String, ApiContent.Encoding> encodings, Cursor parameter) {
    String name = parameter.text("name").orElse("");
    form.put("type", "object");
    ObjectNode property = schemaOf(parameter);
    if (property.path("type").asText().equals("file")) {
      property.put("type", "string").put("format", "binary");
    }
    JsonNode allowEmpty = parameter.node().path("allowEmptyValue");
    if (allowEmpty.isBoolean() && !allowEmpty.booleanValue()) {
      property.put("minLength", 1);
    }
    form.withObjectProperty("properties").set(name, property);
    if (parameter.flag("required")) {
      form.withArrayProperty("required").add(name);
    }
    if (property.path("type").asText().equals("array")) {
      String format = parameter.text("collectionFormat").orElse("");
      String style = format.isEmpty() ? "form" : style(format);
      encodings.put(name, new ApiContent.Encoding(style, format.equals("multi"), true));
    }
  }

  private List<ApiResponse> responses(Cursor operation) {
    List<String> produces = mediaTypes(operation, "produces");
    List<ApiResponse> responses = new ArrayList<>();
    for (Map.Entry<String, Cursor> member :
        Operations.responses(operation.at("responses"), RESPONSE_MEMBERS)) {
      Cursor response = member.getValue();
      responses.add(
          new ApiResponse(member.getKey(), headers(response), contents(response, produces)));
    }
    return responses;
  }

  private static List<ApiResponse.ResponseHeader> headers(Cursor response) {
    List<ApiResponse.ResponseHeader> headers = new ArrayList<>();
    for (Map.Entry<String, Cursor> header : response.at("headers").members()) {
      Cursor definition = header.getValue().resolved();
      headers.add(
          new ApiResponse.ResponseHeader(
              header.getKey(),
              false,
              false,
              false,
              Optional.of(new Schema(definition.with(schemaOf(definition)), DIALECT)),
              Optional.empty()));
    }
    return headers;
  }

  private static List<ApiContent> contents(Cursor response, List<String> produces) {
    Optional<Schema> schema = Operations.schema(response.at("schema"), DIALECT);
    Map<String, JsonNode> examples = examples(response);
    List<ApiContent> contents = new ArrayList<>();
    for (String type : produces) {
      List<ApiContent.Example> shown = new ArrayList<>();
      if (examples.containsKey(type)) {
        shown.add(new ApiContent.Example(type, Optional.of(examples.get(type))));
      }
      if (schema.isPresent() || !shown.isEmpty()) {
        contents.add(new ApiContent(type, schema, shown, Map.of()));
      }
    }
    // Examples of other types are shown as the first type, and as none where there is none.
    if (contents.isEmpty() && !examples.isEmpty()) {
      contents.add(new ApiContent("", Optional.empty(), new ArrayList<>(), Map.of()));
    }
    examples.keySet().removeAll(produces);
    return contents.isEmpty() ? contents : withForeign(contents, examples);
  }

  private static List<ApiContent> withForeign(
      List<ApiContent> contents, Map<String, JsonNode> foreign) {
    ApiContent first = contents.get(0);
    List<ApiContent.Example> shown = new ArrayList<>(first.examples());
    foreign.forEach((name, value) -> shown.add(new ApiContent.Example(name, Optional.of(value))));
    List<ApiContent> all = new ArrayList<>(contents);
    all.set(0, new ApiContent(first.mediaType(), first.schema(), shown, first.encodings()));
    return all;
  }

  /** Returns the examples of a response by media type or, without those, the ones of its schema. */
  private static Map<String, JsonNode> examples(Cursor response) {
    Map<String, JsonNode> examples = new LinkedHashMap<>();
    Cursor own = response.at("examples");
    if (own.node().isObject()) {
      own.node().properties().forEach(e -> examples.put(e.getKey(), e.getValue()));
      return examples;
    }
    Operations.schema(response.at("schema"), DIALECT)
        .map(Schema::shown)
        .ifPresent(
            schema -> {
              schema
                  .keyword("x-examples")
                  .properties()
                  .forEach(e -> examples.put(e.getKey(), e.getValue()));
              if (schema.has("example")) {
                examples.put("default", schema.keyword("example"));
              }
            });
    return examples;
  }

  private static List<ApiContent.Example> schemaExample(Cursor schema) {
    JsonNode example = schema.node().path("example");
    return example.isMissingNode()
        ? List.of()
        : List.of(new ApiContent.Example("default", Optional.of(example)));
  }

  private List<String> mediaTypes(Cursor operation, String member) {
    Cursor types = operation.at(member).exists() ? operation.at(member) : root.at(member);
    return types.items().stream().map(item -> item.node().asText()).toList();
  }

  private static ObjectNode schemaOf(Cursor holder) {
    ObjectNode schema =
        new ObjectNode(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance);
    for (Map.Entry<String, JsonNode> member : holder.node().properties()) {
      if (SCHEMA_KEYWORDS.contains(member.getKey())) {
        schema.set(member.getKey(), member.getValue());
      }
    }
    return schema;
  }

  private static String style(String collectionFormat) {
    return switch (collectionFormat) {
      case "ssv" -> "spaceDelimited";
      case "pipes" -> "pipeDelimited";
      case "tsv" -> "tabDelimited";
      case "multi" -> "form";
      default -> "commaDelimited";
    };
  }

  static SecurityScheme scheme(Cursor scheme) {
    SecurityScheme.Kind kind =
        switch (scheme.text("type").orElse("")) {
          case "basic" -> SecurityScheme.Kind.BASIC;
          case "oauth2" -> SecurityScheme.Kind.OAUTH2;
          case "apiKey" -> Operations.keyKind(scheme);
          default -> SecurityScheme.Kind.UNSUPPORTED;
        };
    String type = scheme.text("type").orElse("");
    return new SecurityScheme(
        kind, kind == SecurityScheme.Kind.UNSUPPORTED ? type : scheme.text("name").orElse(""));
  }
}
