package io.github.lumacontracts.mock;

import io.github.lumacontracts.mock.internal.negotiator.Generation;
import io.github.lumacontracts.spec.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How a server is to run. Immutable; made by {@link #builder()}. */
public final class MockServerOptions {
  private final String host;
  private final int port;
  private final boolean cors;
  private final Generation generation;
  private final int journalSize;
  private final List<Mount> mounts;
  private final Consumer<Exchange> listener;
  private final boolean strict;
  private final Optional<ReloadListener> watch;

  private MockServerOptions(Builder builder) {
    host = builder.host;
    port = builder.port;
    cors = builder.cors;
    generation =
        new Generation(
            builder.dynamic, builder.ignoreExamples, builder.seed, builder.fillProperties);
    journalSize = builder.journalSize;
    mounts =
        builder.mounts.isEmpty()
            ? Arrays.stream(Provider.values()).map(Mount::of).toList()
            : List.copyOf(builder.mounts);
    listener = builder.listener;
    strict = builder.strict;
    watch = builder.watch;
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

  public int journalSize() {
    return journalSize;
  }

  public List<Mount> mounts() {
    return mounts;
  }

  public Consumer<Exchange> listener() {
    return listener;
  }

  public boolean strict() {
    return strict;
  }

  /** Returns who is told about reloads; nobody if documents are not watched. */
  public Optional<ReloadListener> watch() {
    return watch;
  }

  /** Collects options. Not safe for threads. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port;
    private boolean cors = true;
    private boolean dynamic;
    private boolean ignoreExamples;
    private Optional<String> seed = Optional.empty();
    private Optional<Boolean> fillProperties = Optional.empty();
    private int journalSize = 1000;
    private final List<Mount> mounts = new ArrayList<>();
    private Consumer<Exchange> listener = exchange -> {};
    private boolean strict;
    private Optional<ReloadListener> watch = Optional.empty();

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
      if (number < 0 || number > 65535) {
        throw new IllegalArgumentException("Port " + number + " is not from 0 to 65535.");
      }
      this.port = number;
      return this;
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
     * Sets how many requests are remembered for verification; the oldest are forgotten first.
     * Default 1000.
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
     * several at once, so it must be safe for threads.
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
     * Reads all documents again whenever one of their files changes, as {@link MockServer#reload()}
     * does. Documents from the web are not watched. Default: nothing is.
     */
    public Builder watch(ReloadListener reloads) {
      this.watch = Optional.of(reloads);
      return this;
    }

    public MockServerOptions build() {
      return new MockServerOptions(this);
    }
  }
}
