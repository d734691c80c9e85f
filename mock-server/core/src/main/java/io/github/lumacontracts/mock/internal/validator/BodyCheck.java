package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.document.ApiBody;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.MediaType;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The request body of one operation, compiled. Safe for threads. */
final class BodyCheck {
  static final String CONTENT_TYPE_CODE = "415";
  private static final ObjectMapper JSON =
      new ObjectMapper(
              // Names come from clients: as many different ones as fit in a body.
              JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final Optional<ApiBody> body;
  private final List<Content> contents = new ArrayList<>();

  private record Content(
      ApiContent source,
      Optional<MediaType> mediaType,
      Optional<CompiledSchema> json,
      Optional<FormBody> form) {}

  BodyCheck(Optional<ApiBody> body) {
    this.body = body;
    for (ApiContent content : body.map(ApiBody::contents).orElse(List.of())) {
      Optional<MediaType> type = MediaType.parse(content.mediaType());
      boolean form = type.filter(BodyCheck::isForm).isPresent();
      contents.add(
          new Content(
              content,
              type,
              form
                  ? Optional.empty()
                  : content.schema().map(new SchemaCompiler(SchemaCompiler.Mode.JSON)::compile),
              form ? Optional.of(new FormBody(content)) : Optional.empty()));
    }
  }

  private static boolean isForm(MediaType type) {
    return isUrlEncoded(type) || isMultipart(type);
  }

  private static boolean isUrlEncoded(MediaType type) {
    return type.is("application", "x-www-form-urlencoded");
  }

  private static boolean isMultipart(MediaType type) {
    return type.is("multipart", "form-data");
  }

  /**
   * Checks the body.
   *
   * @return the body, if it is JSON
   * @throws ProblemException if a JSON body is not JSON, whatever the document says
   */
  Optional<JsonNode> validate(StubRequest request, List<Violation> violations)
      throws ProblemException {
    Optional<MediaType> type = request.header("content-type").flatMap(MediaType::parse);
    // Malformed JSON is refused before anything else, as in Prism.
    Optional<JsonNode> json =
        request.body().length > 0 && type.isPresent() && type.get().isJson()
            ? Optional.of(parse(request))
            : Optional.empty();
    validate(request, type, json, violations);
    return json;
  }

  private void validate(
      StubRequest request,
      Optional<MediaType> type,
      Optional<JsonNode> json,
      List<Violation> violations) {
    boolean empty = request.body().length == 0;
    // To Prism null is no body.
    boolean none = empty || json.filter(JsonNode::isNull).isPresent();
    if (none && body.isPresent() && body.get().required() && !contents.isEmpty()) {
      violations.add(Violation.error(List.of(), "required", "Body parameter is required"));
      return;
    }
    if (empty) {
      return;
    }
    if (request.header("content-type").isEmpty()) {
      if (!contents.isEmpty()) {
        validate(contents.get(0), text(request), violations);
      }
      return;
    }
    Optional<Content> content = type.flatMap(this::find);
    if (content.isEmpty()) {
      violations.add(unsupported());
      return;
    }
    if (none) {
      return;
    }
    if (content.get().form().isPresent()) {
      form(content.get().form().get(), type.get(), request, violations);
    } else {
      validate(content.get(), json.orElseGet(() -> text(request)), violations);
    }
  }

  private static JsonNode text(StubRequest request) {
    return TextNode.valueOf(new String(request.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode parse(StubRequest request) throws ProblemException {
    try {
      return JSON.readTree(request.body());
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.of(
              ProblemType.INVALID_JSON,
              "The request body is not JSON: "
                  + (e.getLocation() == null
                      ? ""
                      : "line "
                          + e.getLocation().getLineNr()
                          + ", column "
                          + e.getLocation().getColumnNr()
                          + ": ")
                  + e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (NumberFormatException e) { // an exponent of more digits than Jackson takes
      throw new ProblemException(
          Problem.of(
              ProblemType.INVALID_JSON, "The request body holds a number that is out of range."));
    } catch (IOException e) {
      throw new ProblemException(
          Problem.of(ProblemType.INVALID_JSON, "The request body is not JSON in UTF-8."));
    }
  }

  private Violation unsupported() {
    return Violation.error(
        List.of(),
        CONTENT_TYPE_CODE,
        contents.isEmpty()
            ? "No supported content types, but request included a non-empty body"
            : "Supported content types: "
                + contents.stream()
                    .map(content -> content.source().mediaType())
                    .collect(Collectors.joining(",")));
  }

  private Optional<Content> find(MediaType type) {
    return contents.stream()
        .filter(
            content -> content.mediaType().filter(declared -> declared.covers(type)).isPresent())
        .findFirst();
  }

  private static void validate(Content content, JsonNode value, List<Violation> violations) {
    content
        .json()
        .ifPresent(
            schema ->
                schema
                    .validate(value)
                    .forEach(
                        failure ->
                            violations.add(
                                failure.violation(SchemaCompiler.Direction.REQUEST, "body"))));
  }

  private static void form(
      FormBody form, MediaType type, StubRequest request, List<Violation> violations) {
    Map<String, List<FormBody.Value>> values = new LinkedHashMap<>();
    if (isUrlEncoded(type)) {
      for (FormPairs.Pair pair :
          FormPairs.parse(new String(request.body(), StandardCharsets.UTF_8))) {
        values
            .computeIfAbsent(pair.name(), name -> new ArrayList<>(1))
            .add(new FormBody.Value(TextNode.valueOf(pair.value()), pair.rawValue()));
      }
    } else {
      Optional<String> boundary = Optional.ofNullable(type.parameters().get("boundary"));
      if (boundary.isEmpty()) {
        violations.add(Violation.error(List.of(), CONTENT_TYPE_CODE, Multipart.NO_BOUNDARY));
        return;
      }
      Optional<List<Multipart.Part>> parts = Multipart.parse(request.body(), boundary.get());
      if (parts.isEmpty()) {
        violations.add(Multipart.BROKEN);
        return;
      }
      for (Multipart.Part part : parts.get()) {
        JsonNode value =
            part.file()
                ? BinaryNode.valueOf(part.value().getBytes(StandardCharsets.UTF_8))
                : TextNode.valueOf(part.value());
        values
            .computeIfAbsent(part.name(), name -> new ArrayList<>(1))
            .add(new FormBody.Value(value, part.file() ? "" : part.value()));
      }
    }
    form.validate(values, violations);
  }
}
