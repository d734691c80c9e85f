package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.ApiResponse;
import io.github.lumacontracts.mock.internal.document.Schema;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.MediaType;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.negotiator.Generation;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The bodies and headers of one operation. Examples and samples are turned into bytes once; dynamic
 * values are made for each answer. Safe for threads.
 */
public final class Generator {
  private static final byte[] EMPTY = {};
  private static final String ANY = "*/*";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** Headers that say how the body is sent: the server knows, a made-up value breaks the answer. */
  private static final Set<String> OF_THE_SERVER =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "keep-alive",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final boolean deprecated;
  private final IdentityHashMap<ApiContent.Example, Body> examples = new IdentityHashMap<>();
  private final IdentityHashMap<ApiContent, Body> samples = new IdentityHashMap<>();
  private final IdentityHashMap<ApiResponse, Headers> headers = new IdentityHashMap<>();
  private final DynamicValues dynamicValues = new DynamicValues();

  /** Bytes, or the reason why there are none. */
  private interface Body {
    byte[] bytes() throws ProblemException;
  }

  /** Headers, or the reason why there are none. */
  private interface Headers {
    List<Header> all() throws ProblemException;
  }

  /** How a value of a schema is made. */
  interface Sampler {
    JsonNode sample(Schema schema) throws ProblemException;
  }

  public Generator(ApiOperation operation) {
    deprecated = operation.deprecated();
    for (ApiResponse response : operation.responses()) {
      headers.put(response, headersOnce(response));
      for (ApiContent content : response.contents()) {
        Body sample = body(() -> sample(content, StaticSampler::sample));
        samples.put(content, sample);
        for (ApiContent.Example example : content.examples()) {
          example
              .value()
              .ifPresent(
                  value ->
                      examples.put(example, body(() -> serialised(content.mediaType(), value))));
        }
      }
    }
  }

  private static Body body(Body maker) {
    try {
      byte[] bytes = maker.bytes();
      return () -> bytes;
    } catch (ProblemException e) {
      return () -> {
        throw e;
      };
    }
  }

  private static Headers headersOnce(ApiResponse response) {
    try {
      List<Header> all = headers(response, StaticSampler::sample);
      return () -> all;
    } catch (ProblemException e) {
      return () -> {
        throw e;
      };
    }
  }

  /**
   * Returns the answer.
   *
   * @throws ProblemException if the value does not go into the media type, or its schema has no end
   */
  public StubResponse generate(Selection selection) throws ProblemException {
    List<Header> all = new ArrayList<>(headers(selection));
    if (deprecated) {
      all.removeIf(header -> header.name().equalsIgnoreCase("deprecation"));
      all.add(new Header("deprecation", "true"));
    }
    byte[] body = EMPTY;
    if (selection.content().isPresent()) {
      body = body(selection, selection.content().get());
    }
    if (!selection.contentType().isEmpty()) {
      all.add(new Header("content-type", selection.contentType()));
    }
    return new StubResponse(selection.status(), all, body);
  }

  private byte[] body(Selection selection, ApiContent content) throws ProblemException {
    try {
      return value(selection, content);
    } catch (ProblemException e) {
      // Where the client does not say what it takes, the body is not even called text.
      throw selection.contentType().equals(ANY)
              && e.problem().type() == ProblemType.NO_COMPLEX_OBJECT_TEXT
          ? new ProblemException(Problem.unknown("Cannot find serializer for " + ANY))
          : e;
    }
  }

  private byte[] value(Selection selection, ApiContent content) throws ProblemException {
    Generation generation = selection.generation();
    if (!generation.ignoreExamples() && selection.example().isPresent()) {
      Body example = examples.get(selection.example().get());
      if (example != null) {
        return example.bytes();
      }
    }
    if (generation.dynamic()) {
      return sample(content, schema -> dynamicValues.sample(schema, generation));
    }
    Body sample = samples.get(content);
    return sample == null ? EMPTY : sample.bytes();
  }

  private List<Header> headers(Selection selection) throws ProblemException {
    Generation generation = selection.generation();
    if (generation.dynamic()) {
      return headers(selection.response(), schema -> dynamicValues.sample(schema, generation));
    }
    Headers known = headers.get(selection.response());
    return known == null ? List.of() : known.all();
  }

  static byte[] sample(ApiContent content, Sampler sampler) throws ProblemException {
    return content.schema().isPresent()
        ? serialised(content.mediaType(), sampler.sample(content.schema().get()))
        : EMPTY;
  }

  static byte[] serialised(String mediaType, JsonNode value) throws ProblemException {
    return text(MediaType.parse(mediaType), mediaType, value).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Optional<MediaType> type, String mediaType, JsonNode value)
      throws ProblemException {
    if (type.filter(MediaType::isJson).isPresent()) {
      return JsonText.of(value);
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    if (type.filter(MediaType::isXml).isPresent()) {
      return XmlText.of(value);
    }
    if (mediaType.equals(ANY) || type.filter(MediaType::isText).isPresent()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.NO_COMPLEX_OBJECT_TEXT, ProblemType.NO_COMPLEX_OBJECT_TEXT.title()));
    }
    throw new ProblemException(Problem.unknown("Cannot find serializer for " + mediaType));
  }

  private static List<Header> headers(ApiResponse response, Sampler sampler)
      throws ProblemException {
    List<Header> headers = new ArrayList<>();
    for (ApiResponse.ResponseHeader header : response.headers()) {
      if (!NAME.matcher(header.name()).matches()
          || OF_THE_SERVER.contains(header.name().toLowerCase(Locale.ROOT))) {
        continue;
      }
      headers.add(new Header(header.name(), value(header, sampler)));
    }
    return headers;
  }

  /** A header without a value, and a flag without an example, are sent as {@code null}. */
  private static String value(ApiResponse.ResponseHeader header, Sampler sampler)
      throws ProblemException {
    if (header.example().isPresent()) {
      return text(header.example().get());
    }
    if (header.schema().isEmpty()) {
      return "null";
    }
    try {
      JsonNode sample = sampler.sample(header.schema().get());
      return sample.isBoolean() ? "null" : text(sample);
    } catch (ProblemException e) {
      throw new ProblemException(Problem.tooComplex("header"));
    }
  }

  /**
   * Returns the text of a header. Objects and lists, at which Prism ends, are written in OpenAPI's
   * style simple: {@code a,1,b,2}. Line breaks would forge headers.
   */
  private static String text(JsonNode value) {
    if (value.isContainerNode()) {
      List<String> items = new ArrayList<>();
      value
          .propertyStream()
          .forEach(member -> items.addAll(List.of(member.getKey(), item(member.getValue()))));
      if (value.isArray()) {
        value.forEach(item -> items.add(item(item)));
      }
      return oneLine(String.join(",", items));
    }
    return oneLine(item(value));
  }

  private static String item(JsonNode value) {
    return value.isTextual() ? value.textValue() : JsonText.of(value);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
