package io.github.lumacontracts.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One call as a generated client declares it; for generated code only. Used once, by one thread.
 *
 * @param <T> body of the answer
 */
public final class Call<T extends @Nullable Object> {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]*");
  private static final Pattern CHARSET =
      Pattern.compile("charset=\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

  private final Transport transport;
  private final String operationId;
  private final String method;
  private final Type type;
  private final List<String> query = new ArrayList<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<String> accepted = new ArrayList<>();
  private final Map<String, DocumentedError> errors = new LinkedHashMap<>();
  private final Map<String, Object> parts = new LinkedHashMap<>();
  private final List<String> secrets = new ArrayList<>();
  private String path;
  private boolean multipart;
  private @Nullable Object json;

  private record DocumentedError(String description, @Nullable Type type) {}

  Call(Transport transport, String operationId, String method, String path, Type type) {
    this.transport = transport;
    this.operationId = operationId;
    this.method = method;
    this.path = path;
    this.type = type;
  }

  /** Sends the key as {@code Authorization: Bearer <key>}. */
  public Call<T> bearer() {
    return key("Authorization", "Bearer ");
  }

  /** Sends the key as it is in this header. */
  public Call<T> keyInHeader(String name) {
    return key(name, "");
  }

  private Call<T> key(String header, String scheme) {
    String key = transport.apiKey();
    if (key == null) {
      throw new IllegalStateException(
          operationId + " needs an API key. Set it with apiKey(…) on the builder of the client.");
    }
    headers.put(header, scheme + key);
    return this;
  }

  /** Keeps a secret of the body out of what is told of the answer. */
  public Call<T> secret(@Nullable Secret secret) {
    if (secret != null && !secret.value().isEmpty()) {
      secrets.add(secret.value());
    }
    return this;
  }

  /** Fills a variable of the path. */
  public Call<T> path(String name, @Nullable Object value) {
    String text = text(name, value);
    if (text.isEmpty() || text.equals(".") || text.equals("..")) {
      // Any of them would address another operation: servers resolve dots even if they are escaped.
      throw new IllegalArgumentException(
          "%s: %s is \"%s\", which cannot stand in a path.".formatted(operationId, name, text));
    }
    path = path.replace("{" + name + "}", encode(text));
    return this;
  }

  /** Adds {@code name=value}. */
  public Call<T> query(String name, @Nullable Object value, boolean required) {
    checkRequired(name, value, required);
    if (value != null) {
      query.add(encode(name) + "=" + encode(text(name, value)));
    }
    return this;
  }

  /** Adds {@code name=value} for each value. */
  public Call<T> queryEach(String name, @Nullable List<?> values, boolean required) {
    checkRequired(name, values, required);
    if (values != null) {
      values.forEach(value -> query(name, value, true));
    }
    return this;
  }

  /** Adds {@code name=first,second,…}. */
  public Call<T> queryJoined(String name, @Nullable List<?> values, boolean required) {
    checkRequired(name, values, required);
    if (values != null && !values.isEmpty()) {
      query.add(
          encode(name)
              + "="
              + String.join(",", values.stream().map(value -> encode(text(name, value))).toList()));
    }
    return this;
  }

  /** Adds {@code name[0]=first}, {@code name[1]=second}, …. */
  public Call<T> queryIndexed(String name, @Nullable List<?> values, boolean required) {
    checkRequired(name, values, required);
    if (values != null) {
      for (int i = 0; i < values.size(); i++) {
        query(name + "[" + i + "]", values.get(i), true);
      }
    }
    return this;
  }

  /** Adds a header. */
  public Call<T> header(String name, @Nullable Object value, boolean required) {
    checkRequired(name, value, required);
    if (value != null) {
      headers.put(name, Transport.requireHeaderValue(operationId + ": " + name, text(name, value)));
    }
    return this;
  }

  /** Sets a body of JSON. */
  public Call<T> json(String name, @Nullable Object body, boolean required) {
    checkRequired(name, body, required);
    if (body != null) {
      json = body;
    }
    return this;
  }

  /** Announces a body of parts. */
  public Call<T> multipart(String name, @Nullable Object form) {
    require(name, form);
    multipart = true;
    return this;
  }

  /** Adds a part. */
  public Call<T> part(String name, @Nullable Object value, boolean required) {
    checkRequired(name, value, required);
    if (value != null) {
      parts.put(name, value);
    }
    return this;
  }

  /** Sends the parts as members of a JSON object instead. */
  public Call<T> asJson() {
    json = parts;
    multipart = false;
    return this;
  }

  /** Adds a media type that the document has for answers. */
  public Call<T> accept(String mediaType) {
    accepted.add(mediaType);
    return this;
  }

  /** Adds an error without a body; {@code status} is a code, a range or {@code default}. */
  public Call<T> error(String status, String description) {
    errors.put(status, new DocumentedError(description, null));
    return this;
  }

  /** Adds an error with an object as body; {@code status} is a code, a range or {@code default}. */
  public Call<T> error(String status, String description, Class<?> type) {
    errors.put(status, new DocumentedError(description, type));
    return this;
  }

  /** Adds an error with a collection as body. */
  public Call<T> error(String status, String description, TypeReference<?> type) {
    errors.put(status, new DocumentedError(description, type.getType()));
    return this;
  }

  /** Sends the call and waits for the answer. */
  public ApiResponse<T> execute() {
    HttpRequest request = request();
    var exchange = transport.send(request);
    HttpResponse<byte[]> response;
    try {
      response = exchange.answer().join(); // it is there
    } catch (CompletionException | CancellationException failed) {
      throw noAnswer(request, exchange, failed);
    }
    return answer(request, response);
  }

  /** Sends the call; the future has what {@code result} takes out of the answer. */
  public <R extends @Nullable Object> CompletableFuture<R> executeAsync(
      Function<ApiResponse<T>, R> result) {
    HttpRequest request = request();
    var exchange = transport.sendAsync(request);
    // A future that is derived from one of the HTTP client ends the exchange when it is cancelled.
    return exchange
        .answer()
        .handleAsync(
            (response, failure) -> {
              if (failure != null) {
                throw noAnswer(request, exchange, failure);
              }
              return result.apply(answer(request, response));
            },
            transport.executor());
  }

  private HttpRequest request() {
    String address = transport.baseUrl() + path;
    if (!query.isEmpty()) {
      address += "?" + String.join("&", query);
    }
    var request = HttpRequest.newBuilder(URI.create(address));
    headers.forEach(request::setHeader);
    if (!accepted.isEmpty()) {
      request.setHeader("Accept", String.join(", ", accepted));
    }
    request.method(method, new Outgoing(body(request), method.equals("GET")));
    return transport.finish(request);
  }

  private BodyPublisher body(HttpRequest.Builder request) {
    if (multipart) {
      var form = Multipart.of(parts, transport.json());
      request.setHeader("Content-Type", form.contentType());
      return form.body();
    }
    if (json != null) {
      request.setHeader("Content-Type", "application/json");
      return BodyPublishers.ofByteArray(transport.json().write(json));
    }
    return BodyPublishers.noBody();
  }

  private ApiResponse<T> answer(HttpRequest request, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String body = decode(response);
    if (status < 200 || status > 299) {
      throw refused(request, response, withoutSecrets(body));
    }
    try {
      return new ApiResponse<>(status, response.headers(), read(response, body));
    } catch (JsonProcessingException unreadable) {
      String reason = unreadable.getOriginalMessage();
      String shown = withoutSecrets(body);
      throw new UnreadableAnswerException(
          withoutSecrets(
              "%s: %s answered %d with a body that cannot be read as %s: %s Body: %s"
                  .formatted(
                      operationId,
                      line(request),
                      status,
                      type.getTypeName(),
                      body.isEmpty() ? "it is empty." : reason + ".",
                      Excerpt.of(shown))),
          status,
          response.headers(),
          shown,
          shown.equals(body) ? unreadable : null); // logs show causes, and this one quotes the body
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // T is what type says
  private T read(HttpResponse<byte[]> response, String body) throws JsonProcessingException {
    if (type == Void.class) {
      return null;
    }
    boolean text =
        type == String.class
            && !response.headers().firstValue("Content-Type").orElse("").contains("json");
    return (T) (text ? body : transport.json().read(body, type));
  }

  private ServiceException refused(
      HttpRequest request, HttpResponse<byte[]> response, String body) {
    int status = response.statusCode();
    DocumentedError documented =
        errors.getOrDefault(
            String.valueOf(status),
            errors.getOrDefault(status / 100 + "XX", errors.get("default")));
    String message =
        "%s: %s answered %d. %s%s Body: %s"
            .formatted(
                operationId,
                line(request),
                status,
                documented == null
                    ? "The document does not describe this status."
                    : documented.description(),
                ServiceException.requestId(response.headers())
                    .map(id -> " Request id: " + id + ".")
                    .orElse(""),
                Excerpt.of(body));
    return new ServiceException(
        withoutSecrets(message), status, response.headers(), body, error(documented, body));
  }

  private @Nullable Object error(@Nullable DocumentedError documented, String body) {
    if (documented == null || documented.type() == null) {
      return null;
    }
    try {
      return transport.json().read(body, documented.type());
    } catch (JsonProcessingException notAsDocumented) {
      // The caller still has the text of the body, which is all that can be said of it.
      return null;
    }
  }

  private WireException noAnswer(
      HttpRequest request, Transport.Exchange exchange, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapper ? wrapper.getCause() : failure;
    if (cause instanceof CancellationException && exchange.timedOut()) {
      cause = new HttpTimeoutException("no whole answer within " + transport.timeout());
    }
    if (cause == null) {
      cause = new IOException("no reason is known");
    }
    boolean neverSent =
        request.bodyPublisher().orElse(null) instanceof Outgoing body && body.withdraw();
    return new WireException(
        withoutSecrets(
            "%s: %s got no answer: %s.%s"
                .formatted(
                    operationId,
                    line(request),
                    reason(cause),
                    neverSent
                        ? " Nothing was sent; check the base URL and the network."
                        : " The provider may have received the request.")),
        cause,
        neverSent);
  }

  /** Takes out what a provider must not have repeated, so that no log gets it. */
  private String withoutSecrets(String text) {
    String clean = transport.withoutKey(text);
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return clean;
  }

  private static String reason(Throwable failure) {
    if (failure instanceof InterruptedException) {
      return "interrupted";
    }
    if (failure instanceof CancellationException) {
      return "cancelled, or the client was closed";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "no such host";
      }
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        return cause.getMessage();
      }
    }
    return failure instanceof ConnectException
        ? "no connection"
        : failure.getClass().getSimpleName();
  }

  private static String line(HttpRequest request) {
    URI uri = request.uri();
    return "%s %s://%s%s"
        .formatted(request.method(), uri.getScheme(), uri.getRawAuthority(), uri.getRawPath());
  }

  private static String decode(HttpResponse<byte[]> response) {
    Charset charset = UTF_8;
    Matcher declared = CHARSET.matcher(response.headers().firstValue("Content-Type").orElse(""));
    if (declared.find()) {
      try {
        charset = Charset.forName(declared.group(1));
      } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
        charset = UTF_8;
      }
    }
    return new String(response.body(), charset);
  }

  private void checkRequired(String name, @Nullable Object value, boolean required) {
    if (required) {
      require(name, value);
    }
  }

  private Object require(String name, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(
          operationId + ": the argument " + name + " is null, but the document requires it.");
    }
    return value;
  }

  private String text(String name, @Nullable Object value) {
    Object present = require(name, value);
    return present instanceof String text ? text : transport.json().tree(present).asText();
  }

  private static String encode(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text; // as ids are
    }
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
