package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the operations of an OpenAPI 3 document, as lenient as Prism: what is missing is empty. */
final class OpenApi3Operations {
  private static final Set<String> RESPONSE_MEMBERS =
      Set.of("description", "headers", "content", "links");

  private final Cursor root;
  private final Dialect dialect;
  private final List<ApiServer> servers;
  private final LifecycleReader lifecycles;

  OpenApi3Operations(Cursor root, Dialect dialect, LifecycleReader lifecycles) {
    this.lifecycles = lifecycles;
    this.root = root;
    this.dialect = dialect;
    this.servers = servers(root.at("servers"));
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
          operations.add(
              operation(
                  path.getKey(),
                  pathItem,
                  member.getKey(),
                  member.getValue(),
                  callbacks(member.getValue())));
        }
      }
    }
    return lifecycles.checked(root, operations);
  }

  /** A callback's own callbacks are not read: nobody could answer them. */
  private List<ApiCallback> callbacks(Cursor operation) {
    List<ApiCallback> callbacks = new ArrayList<>();
    for (Map.Entry<String, Cursor> callback : operation.at("callbacks").members()) {
      for (Map.Entry<String, Cursor> url : callback.getValue().resolved().members()) {
        Cursor pathItem = url.getValue().resolved();
        for (Map.Entry<String, Cursor> member : pathItem.members()) {
          if (Operations.METHODS.contains(member.getKey()) && member.getValue().node().isObject()) {
            callbacks.add(
                new ApiCallback(
                    callback.getKey(),
                    url.getKey(),
                    operation(
                        url.getKey(), pathItem, member.getKey(), member.getValue(), List.of())));
          }
        }
      }
    }
    return callbacks;
  }

  private ApiOperation operation(
      String path, Cursor pathItem, String method, Cursor operation, List<ApiCallback> callbacks) {
    return new ApiOperation(
        method.toUpperCase(Locale.ROOT),
        path.startsWith("/") ? path : "/" + path,
        operation.text("operationId"),
        operation.flag("deprecated"),
        parameters(pathItem, operation),
        body(operation.at("requestBody").resolved()),
        responses(operation.at("responses")),
        Operations.security(
            root, operation, name -> scheme(root.at("components").at("securitySchemes").at(name))),
        callbacks,
        operation.at("servers").exists()
            ? servers(operation.at("servers"))
            : pathItem.at("servers").exists() ? servers(pathItem.at("servers")) : servers,
        links(operation.at("responses")),
        lifecycles.read(operation));
  }

  private static List<ApiLink> links(Cursor responses) {
    List<ApiLink> links = new ArrayList<>();
    for (Map.Entry<String, Cursor> response : responses.members()) {
      if (!response.getKey().startsWith("2")) {
        continue;
      }
      for (Map.Entry<String, Cursor> member :
          response.getValue().resolved().at("links").members()) {
        Cursor link = member.getValue().resolved();
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        link.at("parameters")
            .members()
            .forEach(each -> parameters.put(each.getKey(), each.getValue().node()));
        link.text("operationId")
            .ifPresent(
                id ->
                    links.add(
                        new ApiLink(
                            id, parameters, Optional.ofNullable(link.node().get("requestBody")))));
      }
    }
    return links;
  }

  private List<ApiParameter> parameters(Cursor pathItem, Cursor operation) {
    Map<String, ApiParameter> parameters = new LinkedHashMap<>();
    for (Cursor level : List.of(pathItem, operation)) {
      for (Cursor item : level.at("parameters").items()) {
        parameter(item.resolved())
            .ifPresent(read -> parameters.put(read.in() + " " + read.name(), read));
      }
    }
    return new ArrayList<>(parameters.values());
  }

  private Optional<ApiParameter> parameter(Cursor parameter) {
    Optional<ApiParameter.In> in = Operations.in(parameter);
    Optional<String> name = parameter.text("name");
    if (in.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    boolean form = in.get() == ApiParameter.In.QUERY || in.get() == ApiParameter.In.COOKIE;
    String style = parameter.text("style").orElse(form ? "form" : "simple");
    boolean explode =
        parameter.node().path("explode").isBoolean()
            ? parameter.flag("explode")
            : style.equals("form");
    Optional<ApiContent> content = contents(parameter.at("content")).stream().findFirst();
    return Optional.of(
        new ApiParameter(
            in.get(),
            name.get(),
            parameter.flag("required"),
            parameter.flag("deprecated"),
            parameter.flag("allowEmptyValue"),
            style,
            explode,
            parameter.flag("x-indexed"),
            content.isPresent(),
            content.isPresent()
                ? content.get().schema()
                : Operations.schema(parameter.at("schema"), dialect),
            examples(parameter).stream().flatMap(e -> e.value().stream()).toList()));
  }

  private Optional<ApiBody> body(Cursor body) {
    return body.node().isObject()
        ? Optional.of(new ApiBody(body.flag("required"), contents(body.at("content"))))
        : Optional.empty();
  }

  private List<ApiResponse> responses(Cursor responses) {
    List<ApiResponse> read = new ArrayList<>();
    for (Map.Entry<String, Cursor> member : Operations.responses(responses, RESPONSE_MEMBERS)) {
      Cursor response = member.getValue();
      List<ApiResponse.ResponseHeader> headers = new ArrayList<>();
      for (Map.Entry<String, Cursor> header : response.at("headers").members()) {
        Cursor definition = header.getValue().resolved();
        headers.add(
            new ApiResponse.ResponseHeader(
                header.getKey(),
                definition.flag("required"),
                definition.flag("deprecated"),
                definition.flag("explode"),
                Operations.schema(definition.at("schema"), dialect),
                examples(definition).stream().flatMap(e -> e.value().stream()).findFirst()));
      }
      read.add(new ApiResponse(member.getKey(), headers, contents(response.at("content"))));
    }
    return read;
  }

  private List<ApiContent> contents(Cursor content) {
    List<ApiContent> contents = new ArrayList<>();
    for (Map.Entry<String, Cursor> member : content.members()) {
      if (!member.getKey().contains("/")) {
        continue; // a stray member; Prism passes over it as well
      }
      Cursor media = member.getValue();
      Map<String, ApiContent.Encoding> encodings = new LinkedHashMap<>();
      for (Map.Entry<String, Cursor> encoding : media.at("encoding").members()) {
        Cursor definition = encoding.getValue();
        String style = definition.text("style").orElse("");
        encodings.put(
            encoding.getKey(),
            new ApiContent.Encoding(
                style,
                definition.node().path("explode").isBoolean()
                    ? definition.flag("explode")
                    : style.isEmpty() || style.equals("form"),
                definition.flag("allowReserved")));
      }
      contents.add(
          new ApiContent(
              member.getKey(),
              Operations.schema(media.at("schema"), dialect),
              withSchemaExample(media, examples(media)),
              encodings));
    }
    return contents;
  }

  /** The schema's own example comes before the named ones, unless the media type has one itself. */
  private List<ApiContent.Example> withSchemaExample(
      Cursor media, List<ApiContent.Example> examples) {
    Optional<JsonNode> example =
        Operations.schema(media.at("schema"), dialect).flatMap(Schema::shownExample);
    if (media.node().has("example") || example.isEmpty()) {
      return examples;
    }
    List<ApiContent.Example> all = new ArrayList<>();
    all.add(new ApiContent.Example("default", example));
    all.addAll(examples);
    return all;
  }

  private static List<ApiContent.Example> examples(Cursor holder) {
    List<ApiContent.Example> examples = new ArrayList<>();
    if (holder.node().has("example")) {
      examples.add(new ApiContent.Example("default", Optional.of(holder.node().get("example"))));
    }
    for (Map.Entry<String, Cursor> member : holder.at("examples").members()) {
      JsonNode example = member.getValue().resolved().node();
      if (example.isObject()) {
        examples.add(
            new ApiContent.Example(member.getKey(), Optional.ofNullable(example.get("value"))));
      }
    }
    return examples;
  }

  static SecurityScheme scheme(Cursor definition) {
    Cursor scheme = definition.resolved();
    SecurityScheme.Kind kind =
        switch (scheme.text("type").orElse("")) {
          case "http" ->
              switch (scheme.text("scheme").orElse("").toLowerCase(Locale.ROOT)) {
                case "basic" -> SecurityScheme.Kind.BASIC;
                case "bearer" -> SecurityScheme.Kind.BEARER;
                case "digest" -> SecurityScheme.Kind.DIGEST;
                default -> SecurityScheme.Kind.UNSUPPORTED;
              };
          case "oauth2" -> SecurityScheme.Kind.OAUTH2;
          case "openIdConnect" -> SecurityScheme.Kind.OPEN_ID;
          case "apiKey" -> Operations.keyKind(scheme);
          default -> SecurityScheme.Kind.UNSUPPORTED;
        };
    return new SecurityScheme(
        kind,
        kind == SecurityScheme.Kind.UNSUPPORTED
            ? scheme.text("type").orElse("")
                + scheme.text("scheme").map(name -> "/" + name).orElse("")
            : scheme.text("name").orElse(""));
  }

  private static List<ApiServer> servers(Cursor servers) {
    List<ApiServer> read = new ArrayList<>();
    for (Cursor server : servers.items()) {
      Map<String, ApiServer.Variable> variables = new LinkedHashMap<>();
      for (Map.Entry<String, Cursor> variable : server.at("variables").members()) {
        Cursor definition = variable.getValue();
        JsonNode preset = definition.node().path("default");
        variables.put(
            variable.getKey(),
            new ApiServer.Variable(
                definition.at("enum").items().stream().map(item -> item.node().asText()).toList(),
                preset.isValueNode() ? Optional.of(preset.asText()) : Optional.empty()));
      }
      read.add(new ApiServer(server.text("url").orElse("/"), variables));
    }
    return read;
  }
}
