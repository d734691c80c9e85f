package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.ApiParameter;
import io.github.lumacontracts.mock.internal.document.ApiResponse;
import io.github.lumacontracts.mock.internal.http.ContentCoding;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.MediaType;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.validator.SchemaCompiler.Direction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks answers of one operation. Safe for threads. */
public final class ResponseValidator {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final boolean head;
  private final List<Expected> responses;

  public ResponseValidator(ApiOperation operation) {
    head = operation.method().equals("HEAD");
    responses =
        operation.responses().stream()
            .map(Expected::new)
            .sorted(Comparator.comparingInt(Expected::generality))
            .toList();
  }

  /**
   * Returns what is wrong with an answer whose body is known as a value.
   *
   * @param body a missing node if there is none
   */
  public List<Violation> validate(StubResponse answer, JsonNode body) {
    return validate(answer, (response, violations) -> response.checkBody(answer, body, violations));
  }

  /** Returns what is wrong with an answer as it came over the wire. */
  public List<Violation> validate(StubResponse answer) {
    return validate(
        answer,
        (response, violations) -> {
          if (!head) { // which has no body, whatever the document says of it
            response.checkBytes(answer, violations);
          }
        });
  }

  /**
   * Returns the check of answers that differ from this one in their bodies alone, which are known
   * as values.
   */
  public Function<JsonNode, List<Violation>> likeThis(StubResponse answer) {
    Optional<Expected> expected = expected(answer.status());
    if (expected.isEmpty()) {
      return body -> List.of(undefined(answer.status()));
    }
    CompiledResponse compiled = expected.get().compiled();
    List<Violation> before = new ArrayList<>();
    compiled.checkMediaType(answer, before);
    List<Violation> after = new ArrayList<>();
    compiled.checkHeaders(answer, after);
    Optional<CompiledSchema> schema = compiled.schema(answer);
    return body -> {
      List<Violation> violations = new ArrayList<>(before);
      schema.ifPresent(known -> CompiledResponse.checkBody(known, body, violations));
      violations.addAll(after);
      return List.copyOf(violations);
    };
  }

  private interface BodyStep {
    void check(CompiledResponse response, List<Violation> violations);
  }

  private List<Violation> validate(StubResponse answer, BodyStep body) {
    Optional<Expected> expected = expected(answer.status());
    if (expected.isEmpty()) {
      return List.of(undefined(answer.status()));
    }
    CompiledResponse compiled = expected.get().compiled();
    List<Violation> violations = new ArrayList<>();
    compiled.checkMediaType(answer, violations);
    body.check(compiled, violations);
    compiled.checkHeaders(answer, violations);
    return List.copyOf(violations);
  }

  private Optional<Expected> expected(int status) {
    return responses.stream().filter(response -> response.covers(status)).findFirst();
  }

  private Violation undefined(int status) {
    String message =
        "Unable to match the returned status code with those defined in the document: "
            + responses.stream().map(r -> r.response.code()).collect(Collectors.joining(","));
    return status / 100 == 2
        ? Violation.error(List.of(), "", message)
        : Violation.warning(List.of(), "", message);
  }

  /** A documented response, compiled at its first use: most are never given. */
  private static final class Expected {
    private final ApiResponse response;
    private final Pattern status;
    private volatile @Nullable CompiledResponse compiled;

    Expected(ApiResponse response) {
      this.response = response;
      this.status =
          Pattern.compile(
              response.code().equals("default")
                  ? ".*"
                  : Pattern.quote(response.code()).replace("X", "\\E\\d\\Q"));
    }

    boolean covers(int code) {
      return status.matcher(String.valueOf(code)).matches();
    }

    /** An exact code comes before a range, and a range before the default. */
    int generality() {
      String code = response.code();
      return code.equals("default") ? 4 : (int) code.chars().filter(c -> c == 'X').count();
    }

    CompiledResponse compiled() {
      CompiledResponse known = compiled;
      if (known == null) {
        known = new CompiledResponse(response);
        compiled = known;
      }
      return known;
    }
  }

  /** The checks of one response. */
  private static final class CompiledResponse {
    private final List<ApiContent> contents;
    private final List<Optional<MediaType>> types = new ArrayList<>();
    private final List<Optional<CompiledSchema>> schemas = new ArrayList<>();
    private final ParameterSet headers;

    CompiledResponse(ApiResponse response) {
      contents = response.contents();
      SchemaCompiler compiler = new SchemaCompiler(SchemaCompiler.Mode.JSON, Direction.RESPONSE);
      for (ApiContent content : contents) {
        types.add(MediaType.parse(content.mediaType()));
        schemas.add(content.schema().map(compiler::compile));
      }
      headers =
          new ParameterSet(
              ApiParameter.In.HEADER,
              response.headers().stream().map(ApiResponse.ResponseHeader::asParameter).toList(),
              Direction.RESPONSE);
    }

    void checkMediaType(StubResponse answer, List<Violation> violations) {
      Optional<MediaType> sent = sent(answer);
      boolean declared =
          contents.isEmpty()
              || types.stream()
                  .flatMap(Optional::stream)
                  .anyMatch(type -> sent.isPresent() && isDeclared(type, sent.get()));
      if (!declared) {
        violations.add(
            Violation.error(
                List.of(),
                "",
                "The received media type \""
                    + answer.header("content-type").orElse("")
                    + "\" does not match the one"
                    + (contents.size() > 1 ? "s" : "")
                    + " specified in the current response: "
                    + contents.stream()
                        .map(ApiContent::mediaType)
                        .collect(Collectors.joining(", "))));
      }
    }

    private static boolean isDeclared(MediaType declared, MediaType sent) {
      return declared.covers(sent)
          && sent.parameters().entrySet().containsAll(declared.parameters().entrySet());
    }

    private static Optional<MediaType> sent(StubResponse answer) {
      return answer.header("content-type").flatMap(MediaType::parse);
    }

    /** Returns the schema of the answer's media type; an undeclared one is held to the first. */
    private Optional<CompiledSchema> schema(StubResponse answer) {
      if (schemas.isEmpty()) {
        return Optional.empty();
      }
      Optional<MediaType> sent = sent(answer);
      for (int i = 0; i < schemas.size(); i++) {
        if (sent.isPresent() && types.get(i).filter(t -> t.covers(sent.get())).isPresent()) {
          return schemas.get(i);
        }
      }
      return schemas.get(0);
    }

    void checkBody(StubResponse answer, JsonNode body, List<Violation> violations) {
      schema(answer).ifPresent(schema -> checkBody(schema, body, violations));
    }

    static void checkBody(CompiledSchema schema, JsonNode body, List<Violation> violations) {
      schema
          .validate(body)
          .forEach(failure -> violations.add(failure.violation(Direction.RESPONSE, "body")));
    }

    void checkBytes(StubResponse answer, List<Violation> violations) {
      Optional<CompiledSchema> schema = schema(answer);
      if (schema.isEmpty()) {
        return;
      }
      String coding = answer.header("content-encoding").orElse("");
      Optional<byte[]> bytes = ContentCoding.decode(answer.body(), coding);
      if (bytes.isEmpty()) {
        violations.add(
            Violation.warning(
                List.of("body"),
                "",
                "Response body cannot be read as " + coding + " and was not checked"));
        return;
      }
      if (bytes.get().length == 0) {
        checkBody(answer, MissingNode.getInstance(), violations);
      } else if (sent(answer).filter(MediaType::isJson).isPresent()) {
        checkJson(answer, bytes.get(), violations);
      } else {
        String text = new String(bytes.get(), StandardCharsets.UTF_8);
        checkBody(answer, TextNode.valueOf(text), violations);
      }
    }

    private void checkJson(StubResponse answer, byte[] bytes, List<Violation> violations) {
      try {
        checkBody(answer, JSON.readTree(bytes), violations);
      } catch (JsonProcessingException e) {
        violations.add(notJson(e.getOriginalMessage().lines().findFirst().orElse("")));
      } catch (NumberFormatException e) { // an exponent of more digits than Jackson takes
        violations.add(notJson("A number is out of range"));
      } catch (IOException e) {
        violations.add(notJson("it is not in UTF-8"));
      }
    }

    private static Violation notJson(String reason) {
      return Violation.error(List.of("body"), "json", "Response body is not JSON: " + reason);
    }

    void checkHeaders(StubResponse answer, List<Violation> violations) {
      if (headers.isEmpty()) {
        return;
      }
      Map<String, List<String>> values = new LinkedHashMap<>();
      for (Header header : answer.headers()) {
        values.merge(header.name(), List.of(header.value()), CompiledResponse::joined);
      }
      headers.validate(values, violations);
    }

    /** Several lines of one header are one list. */
    private static List<String> joined(List<String> one, List<String> other) {
      return List.of(one.get(0) + "," + other.get(0));
    }
  }
}
