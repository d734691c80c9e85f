package io.github.lumacontracts.client.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a generated client. Not safe for use by several threads; what it builds is.
 *
 * @param <A> the generated client
 */
public final class ApiBuilder<A> {
  /** Longest wait for a connection unless set otherwise. */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Longest wait for a whole answer unless set otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final Function<Transport, A> api;
  private final String server;
  private final Map<String, String> serverVariables;
  private final List<Consumer<HttpRequest.Builder>> interceptors = new ArrayList<>();
  private Consumer<HttpClient.Builder> httpClient = builder -> {};
  private @Nullable String apiKey;
  private @Nullable URI baseUrl;
  private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
  private Duration timeout = DEFAULT_TIMEOUT;
  private String userAgent = "luma-contracts-java";
  private Executor executor = new CompletableFuture<Void>().defaultExecutor();
  private BooleanSupplier callerWaits = () -> false;

  /**
   * For generated code.
   *
   * @param server address with variables in braces
   * @param serverVariables defaults of the variables
   */
  public ApiBuilder(
      Function<Transport, A> api, String server, Map<String, String> serverVariables) {
    this.api = api;
    this.server = server;
    this.serverVariables = new LinkedHashMap<>(serverVariables);
  }

  /**
   * Sets the key, without a word such as {@code Bearer} before it: the client adds what the
   * provider expects.
   *
   * @throws IllegalArgumentException if the key is empty or has a character that cannot stand in a
   *     header, such as the line break at the end of a file
   */
  public ApiBuilder<A> apiKey(String apiKey) {
    this.apiKey = Transport.requireHeaderValue("apiKey", apiKey);
    return this;
  }

  /**
   * Sets the address to which the paths of the document are appended. It may have a path of its
   * own; a slash at its end makes no difference.
   *
   * @throws IllegalArgumentException if it is not an http or https address of a host, or has a
   *     user, query or fragment
   */
  public ApiBuilder<A> baseUrl(URI baseUrl) {
    String scheme = String.valueOf(baseUrl.getScheme());
    if (!(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
        || baseUrl.getHost() == null
        || baseUrl.getRawUserInfo() != null
        || baseUrl.getRawQuery() != null
        || baseUrl.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "baseUrl must be an http or https address of a host without user, query and fragment,"
              + " for example https://api.example.com/v1.");
    }
    this.baseUrl = baseUrl;
    return this;
  }

  /**
   * Sets a variable of the document's server address, for example the host of an operator. Without
   * effect if a base URL is set.
   *
   * @throws IllegalArgumentException if the document has no such variable
   */
  public ApiBuilder<A> serverVariable(String name, String value) {
    if (!serverVariables.containsKey(name)) {
      throw new IllegalArgumentException(
          "The server address %s has no variable %s; it has %s."
              .formatted(server, name, serverVariables.keySet()));
    }
    serverVariables.put(name, Objects.requireNonNull(value, "value"));
    return this;
  }

  /**
   * Sets the longest wait for a connection, by default {@link #DEFAULT_CONNECT_TIMEOUT}.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public ApiBuilder<A> connectTimeout(Duration connectTimeout) {
    this.connectTimeout = requirePositive("connectTimeout", connectTimeout);
    return this;
  }

  /**
   * Sets the longest wait for a whole answer, from the call to the last byte of the body, by
   * default {@link #DEFAULT_TIMEOUT}.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public ApiBuilder<A> timeout(Duration timeout) {
    this.timeout = requirePositive("timeout", timeout);
    return this;
  }

  /**
   * Sets the header {@code User-Agent}.
   *
   * @throws IllegalArgumentException if it has a character that cannot stand in a header
   */
  public ApiBuilder<A> userAgent(String userAgent) {
    this.userAgent = Transport.requireHeaderValue("userAgent", userAgent);
    return this;
  }

  /**
   * Adds a step that may change each request before it is sent, for example set a header. Steps run
   * in the order in which they were added, on the calling thread.
   */
  public ApiBuilder<A> interceptor(Consumer<HttpRequest.Builder> interceptor) {
    interceptors.add(Objects.requireNonNull(interceptor, "interceptor"));
    return this;
  }

  /**
   * Sets what reads the answers to asynchronous calls, and so does what the caller attaches to
   * their futures; by default that of any {@link CompletableFuture}.
   */
  public ApiBuilder<A> executor(Executor executor) {
    this.executor = Objects.requireNonNull(executor, "executor");
    return this;
  }

  /**
   * Sets what tells whether the thread that makes an asynchronous call waits for it anyway. The
   * call is then made on that thread, which costs less, and its future is done when it is returned.
   */
  public ApiBuilder<A> callerWaits(BooleanSupplier callerWaits) {
    this.callerWaits = Objects.requireNonNull(callerWaits, "callerWaits");
    return this;
  }

  /** Sets a step that may change the underlying HTTP client, for example set a proxy. */
  public ApiBuilder<A> httpClient(Consumer<HttpClient.Builder> httpClient) {
    this.httpClient = Objects.requireNonNull(httpClient, "httpClient");
    return this;
  }

  /**
   * Returns the client. Later changes of this builder do not affect it.
   *
   * @throws IllegalArgumentException if the server variables do not make an address
   */
  public A build() {
    URI base = baseUrl;
    if (base == null) {
      String address = server;
      for (var variable : serverVariables.entrySet()) {
        address = address.replace("{" + variable.getKey() + "}", variable.getValue());
      }
      base = baseUrl(URI.create(address)).baseUrl;
      baseUrl = null;
    }
    var http = HttpClient.newBuilder().connectTimeout(connectTimeout);
    httpClient.accept(http);
    return api.apply(
        new Transport(
            http.version(HttpClient.Version.HTTP_1_1).build(),
            String.valueOf(base).replaceAll("/+$", ""),
            apiKey,
            timeout,
            userAgent,
            List.copyOf(interceptors),
            executor,
            callerWaits));
  }

  private static Duration requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " is " + duration + ", expected more than zero.");
    }
    return duration;
  }
}
