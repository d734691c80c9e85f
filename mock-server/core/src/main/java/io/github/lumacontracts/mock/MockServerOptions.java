package io.github.lumacontracts.mock;

import io.github.lumacontracts.spec.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** How a server is to run. Immutable; made by {@link #builder()}. */
public final class MockServerOptions {
  private final String host;
  private final int port;
  private final boolean cors;
  private final boolean errors;
  private final int journalSize;
  private final List<Mount> mounts;
  private final Consumer<Exchange> listener;

  private MockServerOptions(Builder builder) {
    host = builder.host;
    port = builder.port;
    cors = builder.cors;
    errors = builder.errors;
    journalSize = builder.journalSize;
    mounts =
        builder.mounts.isEmpty()
            ? Arrays.stream(Provider.values()).map(Mount::of).toList()
            : List.copyOf(builder.mounts);
    listener = builder.listener;
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

  public boolean errors() {
    return errors;
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

  /** Collects options. Not safe for threads. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port;
    private boolean cors = true;
    private boolean errors;
    private int journalSize = 1000;
    private final List<Mount> mounts = new ArrayList<>();
    private Consumer<Exchange> listener = exchange -> {};

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
     * Sets whether an answer that does not follow its own document is replaced by a problem with
     * status 500 that says why. Default false: the answer is sent, and the header {@code
     * sl-violations} tells of it.
     */
    public Builder errors(boolean enabled) {
      this.errors = enabled;
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

    public MockServerOptions build() {
      return new MockServerOptions(this);
    }
  }
}
