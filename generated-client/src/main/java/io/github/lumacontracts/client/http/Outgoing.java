package io.github.lumacontracts.client.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The body of one request, which sees to it that the request does not leave twice and knows whether
 * it has left.
 *
 * <p>An HTTP client asks for the length of a body when it has a connection and writes the headers,
 * so before that nothing has left. It asks again if it tries again by itself, which {@code
 * java.net.http} does for any method if somebody has set {@code
 * jdk.httpclient.enableAllMethodRetry}.
 */
final class Outgoing implements BodyPublisher {
  private enum State {
    WAITING,
    WITHDRAWN,
    LEAVING,
    READ
  }

  private final BodyPublisher body;
  private final boolean repeatable;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  /**
   * Makes one.
   *
   * @param repeatable whether it does no harm if the HTTP client sends it twice
   */
  Outgoing(BodyPublisher body, boolean repeatable) {
    this.body = body;
    this.repeatable = repeatable;
  }

  /** Keeps the request from leaving, if it has not yet; returns whether it never leaves. */
  boolean withdraw() {
    return state.compareAndSet(State.WAITING, State.WITHDRAWN) || state.get() == State.WITHDRAWN;
  }

  @Override
  public long contentLength() {
    state.compareAndSet(State.WAITING, State.LEAVING);
    State now = state.get();
    if (now == State.WITHDRAWN || (now == State.READ && !repeatable)) {
      throw new UncheckedIOException(refusal());
    }
    return body.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    if (state.getAndSet(State.READ) == State.READ && !repeatable) {
      subscriber.onSubscribe(
          new Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
          });
      subscriber.onError(refusal());
      return;
    }
    body.subscribe(subscriber);
  }

  private static IOException refusal() {
    return new IOException("the connection broke, and what was sent is not sent again");
  }
}
