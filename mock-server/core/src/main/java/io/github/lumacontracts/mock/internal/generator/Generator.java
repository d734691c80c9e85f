package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.ApiResponse;
import io.github.lumacontracts.mock.internal.document.Numbers;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.MediaType;
import io.github.lumacontracts.mock.internal.http.StubResponse;
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
 * The bodies and headers of one operation, made once: every example of every media type as bytes,
 * and a sample where there is none. Safe for threads.
 */
public final class Generator {
  private static final byte[] EMPTY = {};

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

  private final boolean head;
  private final boolean deprecated;
  private final IdentityHashMap<ApiContent.Example, Body> examples = new IdentityHashMap<>();
  private final IdentityHashMap<ApiContent, Body> samples = new IdentityHashMap<>();
  private final IdentityHashMap<ApiResponse, List<Header>> headers = new IdentityHashMap<>();

  /** Bytes, or the reason why there are none. */
  private interface Body {
    byte[] bytes() throws ProblemException;
  }

  public Generator(ApiOperation operation) {
    head = operation.method().equals("HEAD");
    deprecated = operation.deprecated();
    for (ApiResponse response : operation.responses()) {
      headers.put(response, headers(response));
      for (ApiContent content : response.contents()) {
        Body sample = body(() -> sample(content));
        samples.put(content, sample);
        for (ApiContent.Example example : content.examples()) {
          examples.put(
              example,
              example
                  .value()
                  .map(value -> body(() -> serialised(content.mediaType(), value)))
                  .orElse(sample));
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

  /**
   * Returns the answer.
   *
   * @throws ProblemException if the value does not go into the media type
   */
  public StubResponse generate(Selection selection) throws ProblemException {
    List<Header> all = new ArrayList<>(headers.getOrDefault(selection.response(), List.of()));
    if (deprecated) {
      all.add(new Header("deprecation", "true"));
    }
    byte[] body = EMPTY;
    if (selection.content().isPresent() && !head) {
      Body source =
          selection.example().isPresent()
              ? examples.get(selection.example().get())
              : samples.get(selection.content().get());
      body = source == null ? EMPTY : source.bytes();
      if (!selection.contentType().isEmpty()) {
        all.add(new Header("content-type", selection.contentType()));
      }
    }
    return new StubResponse(selection.status(), all, body);
  }

  /**
   * Returns the first example of a body or, without any, a sample of its schema.
   *
   * @throws ProblemException if the value does not go into the media type
   */
  public static byte[] bytes(ApiContent content) throws ProblemException {
    Optional<JsonNode> example =
        content.examples().stream().findFirst().flatMap(ApiContent.Example::value);
    return example.isPresent() ? serialised(content.mediaType(), example.get()) : sample(content);
  }

  private static byte[] sample(ApiContent content) throws ProblemException {
    return content.schema().isPresent()
        ? serialised(content.mediaType(), StaticSampler.sample(content.schema().get()))
        : EMPTY;
  }

  private static byte[] serialised(String mediaType, JsonNode value) throws ProblemException {
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
    if (type.filter(MediaType::isText).isPresent()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.NO_COMPLEX_OBJECT_TEXT, ProblemType.NO_COMPLEX_OBJECT_TEXT.title()));
    }
    if (mediaType.equals("*/*")) {
      return JsonText.of(value);
    }
    throw new ProblemException(Problem.unknown("Cannot find serializer for " + mediaType));
  }

  private static List<Header> headers(ApiResponse response) {
    List<Header> headers = new ArrayList<>();
    for (ApiResponse.ResponseHeader header : response.headers()) {
      if (!NAME.matcher(header.name()).matches()
          || OF_THE_SERVER.contains(header.name().toLowerCase(Locale.ROOT))) {
        continue;
      }
      value(header).ifPresent(value -> headers.add(new Header(header.name(), text(value))));
    }
    return headers;
  }

  private static Optional<JsonNode> value(ApiResponse.ResponseHeader header) {
    if (header.example().isPresent() || header.schema().isEmpty()) {
      return header.example();
    }
    try {
      return Optional.of(StaticSampler.sample(header.schema().get()));
    } catch (ProblemException e) {
      return Optional.of(TextNode.valueOf("null")); // as any other value that is no header
    }
  }

  /**
   * Prism sends {@code null} for what is neither text nor number; line breaks would forge headers.
   */
  private static String text(JsonNode value) {
    if (value.isNumber()) {
      return Numbers.text(value);
    }
    return value.isTextual() ? value.textValue().replaceAll("\\p{Cntrl}+", " ") : "null";
  }
}
