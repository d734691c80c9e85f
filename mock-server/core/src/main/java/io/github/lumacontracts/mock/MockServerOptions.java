package io.github.lumacontracts.mock;

import io.github.lumacontracts.mock.internal.negotiator.Generation;
import io.github.lumacontracts.mock.internal.task.MemoryTaskStore;
import io.github.lumacontracts.mock.internal.task.TaskClock;
import io.github.lumacontracts.mock.internal.task.TaskStoreFactory;
import io.github.lumacontracts.mock.internal.task.webhook.RetryPolicy;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a server is to run. Immutable; made by {@link #builder()}. */
public final class MockServerOptions {
  /** Number of tasks that a server keeps, of all clients together. */
  public static final int MAX_TASKS = 10_000;

  private final String host;
  private final int port;
  private final Optional<Integer> httpsPort;
  private final Optional<KeyStoreFile> httpsKeyStore;
  private final boolean cors;
  private final Generation generation;
  private final boolean errors;
  private final boolean validateRequests;
  private final Optional<URI> upstream;
  private final Optional<URI> upstreamProxy;
  private final Duration upstreamTimeout;
  private final List<String> callbackHosts;
  private final Consumer<CallbackReport> callbackListener;
  private final int journalSize;
  private final List<Mount> mounts;
  private final @Nullable Consumer<Exchange> listener;
  private final boolean strict;
  private final Optional<ReloadListener> watch;
  private final boolean tasks;
  private final double speed;
  private final Optional<Duration> taskLength;
  private final RetryPolicy webhookRetries;
  private final Optional<Path> scenarios;
  private final boolean completedBeforeLink;
  private final TaskStoreFactory taskStore;

  private MockServerOptions(Builder builder) {
    host = builder.host;
    port = builder.port;
    httpsPort = builder.httpsPort;
    httpsKeyStore = builder.httpsKeyStore;
    cors = builder.cors;
    generation =
        new Generation(
            builder.dynamic, builder.ignoreExamples, builder.seed, builder.fillProperties);
    errors = builder.errors;
    validateRequests = builder.validateRequests;
    upstream = builder.upstream;
    upstreamProxy = builder.upstreamProxy;
    upstreamTimeout = builder.upstreamTimeout;
    callbackHosts = List.copyOf(builder.callbackHosts);
    callbackListener = builder.callbackListener;
    journalSize = builder.journalSize;
    mounts =
        builder.mounts.isEmpty()
            ? Arrays.stream(Provider.values()).map(Mount::of).toList()
            : List.copyOf(builder.mounts);
    listener = builder.listener;
    strict = builder.strict;
    watch = builder.watch;
    tasks = builder.tasks;
    speed = builder.speed;
    taskLength = builder.taskLength;
    webhookRetries = new RetryPolicy(builder.webhookAttempts, builder.webhookPause);
    scenarios = builder.scenarios;
    completedBeforeLink = builder.completedBeforeLink;
    taskStore = builder.taskStore;
  }

  /** Returns options for all providers on a free port of 127.0.0.1. */
  public static MockServerOptions defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public String host() {
    return host;
  }

  /** Returns the port; 0 takes a free one. */
  public int port() {
    return port;
  }

  /** Returns the port for HTTPS, 0 for a free one; without one there is no HTTPS. */
  public Optional<Integer> httpsPort() {
    return httpsPort;
  }

  /** Returns where key and certificate are; without, WireMock's self-signed ones are used. */
  public Optional<KeyStoreFile> httpsKeyStore() {
    return httpsKeyStore;
  }

  public boolean cors() {
    return cors;
  }

  /** Returns whether answers are made up from schemas. */
  public boolean dynamic() {
    return generation.dynamic();
  }

  /** Returns whether samples of schemas are sent even where there are examples. */
  public boolean ignoreExamples() {
    return generation.ignoreExamples();
  }

  /** Returns what makes dynamic answers repeat. */
  public Optional<String> seed() {
    return generation.seed();
  }

  /** Returns whether made-up objects get more members; if missing, the documents decide. */
  public Optional<Boolean> fillProperties() {
    return generation.fillProperties();
  }

  Generation generation() {
    return generation;
  }

  public boolean errors() {
    return errors;
  }

  public boolean validateRequests() {
    return validateRequests;
  }

  /** Returns the server that requests are forwarded to; without one, answers are mocked. */
  public Optional<URI> upstream() {
    return upstream;
  }

  public Optional<URI> upstreamProxy() {
    return upstreamProxy;
  }

  public Duration upstreamTimeout() {
    return upstreamTimeout;
  }

  public List<String> callbackHosts() {
    return callbackHosts;
  }

  public Consumer<CallbackReport> callbackListener() {
    return callbackListener;
  }

  public int journalSize() {
    return journalSize;
  }

  public List<Mount> mounts() {
    return mounts;
  }

  public Optional<Consumer<Exchange>> listener() {
    return Optional.ofNullable(listener);
  }

  public boolean strict() {
    return strict;
  }

  /** Returns who is told about reloads; nobody if documents are not watched. */
  public Optional<ReloadListener> watch() {
    return watch;
  }

  /** Returns whether tasks live; without, every request is answered on its own. */
  public boolean tasks() {
    return tasks;
  }

  /** Returns how many seconds pass for tasks in one of the system's. */
  public double speed() {
    return speed;
  }

  /** Returns how long every task takes; if missing, the documents decide, within limits. */
  public Optional<Duration> taskLength() {
    return taskLength;
  }

  /** How hard webhooks of tasks are tried. */
  public RetryPolicy webhookRetries() {
    return webhookRetries;
  }

  /** Returns the file with more scenarios. */
  public Optional<Path> scenarios() {
    return scenarios;
  }

  public boolean completedBeforeLink() {
    return completedBeforeLink;
  }

  /** Returns what opens the store of tasks when the server starts. */
  public TaskStoreFactory taskStore() {
    return taskStore;
  }

  /** Collects options. Not safe for threads. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port;
    private Optional<Integer> httpsPort = Optional.empty();
    private Optional<KeyStoreFile> httpsKeyStore = Optional.empty();
    private boolean cors = true;
    private boolean dynamic;
    private boolean ignoreExamples;
    private Optional<String> seed = Optional.empty();
    private Optional<Boolean> fillProperties = Optional.empty();
    private boolean errors;
    private boolean validateRequests = true;
    private Optional<URI> upstream = Optional.empty();
    private Optional<URI> upstreamProxy = Optional.empty();
    private Duration upstreamTimeout = Duration.ofSeconds(60);
    private final List<String> callbackHosts = new ArrayList<>();
    private Consumer<CallbackReport> callbackListener = report -> {};
    private int journalSize = 1000;
    private final List<Mount> mounts = new ArrayList<>();
    private @Nullable Consumer<Exchange> listener;
    private boolean strict;
    private Optional<ReloadListener> watch = Optional.empty();
    private boolean tasks = true;
    private double speed = 1;
    private Optional<Duration> taskLength = Optional.empty();
    private Optional<Path> scenarios = Optional.empty();
    private boolean completedBeforeLink;
    private int webhookAttempts = RetryPolicy.DEFAULT.attempts();
    private Duration webhookPause = RetryPolicy.DEFAULT.pause();
    private TaskStoreFactory taskStore = finished -> new MemoryTaskStore(MAX_TASKS, finished);

    private Builder() {}

    /** Sets the address to listen on. Default {@code 127.0.0.1}: only this machine can call. */
    public Builder host(String address) {
      this.host = address;
      return this;
    }

    /**
     * Sets the port. Default 0: a free one, which {@link MockServer#port()} tells.
     *
     * @throws IllegalArgumentException if it is not from 0 to 65535
     */
    public Builder port(int number) {
      this.port = checkedPort(number);
      return this;
    }

    /**
     * Sets a port for HTTPS, besides the one for HTTP. Default none; 0 takes a free one, which
     * {@link MockServer#httpsUri()} tells. The certificate is WireMock's self-signed one unless
     * {@link #httpsKeyStore} names another.
     *
     * @throws IllegalArgumentException if it is not from 0 to 65535
     */
    public Builder httpsPort(int number) {
      this.httpsPort = Optional.of(checkedPort(number));
      return this;
    }

    /** Sets where key and certificate for HTTPS are. */
    public Builder httpsKeyStore(KeyStoreFile file) {
      this.httpsKeyStore = Optional.of(file);
      return this;
    }

    private static int checkedPort(int number) {
      if (number < 0 || number > 65535) {
        throw new IllegalArgumentException("Port " + number + " is not from 0 to 65535.");
      }
      return number;
    }

    /** Sets whether browsers of other origins may call. Default true, as in Prism. */
    public Builder cors(boolean enabled) {
      this.cors = enabled;
      return this;
    }

    /**
     * Sets whether answers are made up from schemas instead of taken from examples: valid, lifelike
     * and different each time. Default false. A request changes it for itself with {@code Prefer:
     * dynamic=true}, or the query parameter {@code __dynamic}. A media type without a schema is
     * then answered with 500.
     *
     * <p>The first dynamic answer takes up to a second longer, since it loads a library of values.
     */
    public Builder dynamic(boolean enabled) {
      this.dynamic = enabled;
      return this;
    }

    /**
     * Sets whether a sample of the schema is sent where the document has an example. Default false.
     * Without a schema the body is empty then.
     */
    public Builder ignoreExamples(boolean enabled) {
      this.ignoreExamples = enabled;
      return this;
    }

    /**
     * Sets a seed: dynamic answers to the same request are the same, on every server with this
     * seed. Default none. A request changes it for itself with {@code Prefer: seed=…}, or the query
     * parameter {@code __seed}.
     */
    public Builder seed(String text) {
      this.seed = Optional.of(text);
      return this;
    }

    /**
     * Sets whether made-up objects get members beyond the declared ones, where the schema lets
     * them. Default: what {@code x-json-schema-faker.fillProperties} of the document says, or true.
     */
    public Builder fillProperties(boolean enabled) {
      this.fillProperties = Optional.of(enabled);
      return this;
    }

    /**
     * Sets whether an answer that does not follow its own document is replaced by a problem with
     * status 500 that says why. Default false: the answer is sent, and the header {@code
     * sl-violations} tells of it.
     */
    public Builder errors(boolean enabled) {
      this.errors = enabled;
      return this;
    }

    /**
     * Sets a server to forward requests to instead of mocking answers. Both ways are checked
     * against the documents; what they do not know is forwarded all the same, unless {@link
     * #errors} are asked for. An operation that the server answers with 501 is mocked.
     *
     * @throws IllegalArgumentException if it is not the address of an HTTP server, or has a user, a
     *     query or a fragment
     */
    public Builder upstream(URI server) {
      this.upstream = Optional.of(server("Upstream", server));
      if (server.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "Upstream " + server.getHost() + " must not have a user; clients send their own.");
      }
      return this;
    }

    /**
     * Sets an HTTP proxy on the way to the upstream server, for example {@code
     * http://user:password@proxy.example.com:3128}.
     *
     * @throws IllegalArgumentException if it is not the address of an HTTP server
     */
    public Builder upstreamProxy(URI proxy) {
      this.upstreamProxy = Optional.of(server("Upstream proxy", proxy));
      if (!"http".equalsIgnoreCase(proxy.getScheme())) {
        throw new IllegalArgumentException(
            "Upstream proxy " + proxy.getHost() + " must be called with http.");
      }
      return this;
    }

    private static URI server(String what, URI address) {
      boolean http =
          "http".equalsIgnoreCase(address.getScheme())
              || "https".equalsIgnoreCase(address.getScheme());
      if (!http || address.getHost() == null) {
        throw new IllegalArgumentException(
            what + " is not an address of a server; expected something like http://host:8080.");
      }
      if (address.getRawQuery() != null || address.getRawFragment() != null) {
        throw new IllegalArgumentException(
            what + " " + address.getHost() + " must not have a query or a fragment.");
      }
      return address;
    }

    /**
     * Sets how long the upstream server may take for a whole answer. Default 60 seconds.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder upstreamTimeout(Duration longest) {
      if (longest.isNegative() || longest.isZero()) {
        throw new IllegalArgumentException("A time of " + longest + " is too short for an answer.");
      }
      this.upstreamTimeout = longest;
      return this;
    }

    /**
     * Sets whether requests are checked before they are forwarded. Default true. Credentials are
     * checked in any case.
     */
    public Builder validateRequests(boolean enabled) {
      this.validateRequests = enabled;
      return this;
    }

    /**
     * Lets callbacks go to these hosts as well: a name, {@code *.example.com} for all names below
     * it, or {@code *} for any host. Without, they go to this machine only ({@code localhost},
     * {@code 127.0.0.0/8}, {@code [::1]}): clients choose the address, and a shared server must not
     * be their way into a network.
     */
    public Builder callbackHosts(String... hosts) {
      callbackHosts.addAll(List.of(hosts));
      return this;
    }

    /**
     * Sets who is told about each callback, on threads of their own, several at once, so it must be
     * safe for threads.
     */
    public Builder callbackListener(Consumer<CallbackReport> reports) {
      this.callbackListener = reports;
      return this;
    }

    /**
     * Sets how many requests are remembered for verification; the oldest are forgotten first.
     * Default 1000; 0 switches the journal off.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder journalSize(int requests) {
      if (requests < 0) {
        throw new IllegalArgumentException("A journal of " + requests + " requests is none.");
      }
      this.journalSize = requests;
      return this;
    }

    /** Adds a document. Without any, all providers are served, each below its slug. */
    public Builder mount(Mount mount) {
      mounts.add(mount);
      return this;
    }

    /**
     * Sets who is told about each request, on the request's thread and before the answer is sent;
     * several at once, so it must be safe for threads. Without one, which is the default, answers
     * are somewhat faster.
     */
    public Builder listener(Consumer<Exchange> exchanges) {
      this.listener = exchanges;
      return this;
    }

    /**
     * Sets whether a document with a warning is refused. Default false: it is served as far as it
     * can be understood.
     */
    public Builder strict(boolean refused) {
      this.strict = refused;
      return this;
    }

    /**
     * Sets whether the tasks live that a document describes with {@code x-lifecycle}: created by
     * one request, on their way for some time, and seen by others. Default true. Not with {@link
     * #dynamic}, {@link #ignoreExamples} or {@link #upstream}, which answer each request on its
     * own.
     */
    public Builder tasks(boolean alive) {
      this.tasks = alive;
      return this;
    }

    /**
     * Sets how many seconds pass for tasks in one second. Default 1.
     *
     * @throws IllegalArgumentException if it is not above 0, or above a million
     */
    public Builder speed(double factor) {
      if (!(factor > 0 && factor <= TaskClock.MAX_SPEED)) {
        throw new IllegalArgumentException(
            "A speed of "
                + factor
                + " is not above 0 and at most "
                + (long) TaskClock.MAX_SPEED
                + ".");
      }
      this.speed = factor;
      return this;
    }

    /**
     * Sets how long every task takes, by the clock of tasks. Default: what its document says, but
     * at most 10 seconds.
     *
     * @throws IllegalArgumentException if it is negative, or above a year
     */
    public Builder taskLength(Duration length) {
      if (length.isNegative() || length.compareTo(Duration.ofDays(366)) > 0) {
        throw new IllegalArgumentException(
            "A task cannot take " + length + ", expected 0 seconds to a year.");
      }
      this.taskLength = Optional.of(length);
      return this;
    }

    /**
     * Sets how often a webhook of a task is tried at most, until it is answered with a status of
     * 2xx. Default 5.
     *
     * @throws IllegalArgumentException if it is not from 1 to {@link RetryPolicy#MOST_ATTEMPTS}
     */
    public Builder webhookAttempts(int most) {
      this.webhookAttempts = new RetryPolicy(most, webhookPause).attempts();
      return this;
    }

    /**
     * Sets how long to wait after the first attempt of a webhook, by the clock of the system;
     * doubles after each further one, up to a minute. Default 1 second.
     *
     * @throws IllegalArgumentException if it is negative, or above a minute
     */
    public Builder webhookPause(Duration first) {
      this.webhookPause = new RetryPolicy(webhookAttempts, first).pause();
      return this;
    }

    /** Sets a file with scenarios, which adds to the built-in ones or replaces them by name. */
    public Builder scenarios(Path file) {
      this.scenarios = Optional.of(file);
      return this;
    }

    /**
     * Sets whether a completed task gets the address of its video somewhat later, where the
     * document says that this may happen. Default false.
     */
    public Builder completedBeforeLink(boolean late) {
      this.completedBeforeLink = late;
      return this;
    }

    /**
     * Reads all documents again whenever one of their files changes, as {@link MockServer#reload()}
     * does. Documents from the web are not watched. Default: nothing is.
     */
    public Builder watch(ReloadListener reloads) {
      this.watch = Optional.of(reloads);
      return this;
    }

    /**
     * Sets where tasks are kept. The server opens the store when it starts and closes it when it
     * stops. Default: in memory, the last {@link #MAX_TASKS}.
     */
    public Builder taskStore(TaskStoreFactory store) {
      this.taskStore = store;
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException if the upstream server is this server, HTTP and HTTPS are to
     *     have one port, or there is a key store and no port for HTTPS
     */
    public MockServerOptions build() {
      if (port != 0 && httpsPort.filter(number -> number == port).isPresent()) {
        throw new IllegalArgumentException(
            "Port " + port + " cannot be for HTTP and HTTPS; choose another for one of them.");
      }
      if (httpsKeyStore.isPresent() && httpsPort.isEmpty()) {
        throw new IllegalArgumentException(
            "A key store is for HTTPS only; set a port for HTTPS too.");
      }
      boolean itself =
          port != 0
              && upstream
                  .filter(server -> server.getPort() == port)
                  .map(URI::getHost)
                  .filter(name -> name.equals(host) || name.equals("localhost"))
                  .isPresent();
      if (itself) {
        throw new IllegalArgumentException(
            "Upstream is this server itself; choose another port to listen on than " + port + ".");
      }
      return new MockServerOptions(this);
    }
  }
}
