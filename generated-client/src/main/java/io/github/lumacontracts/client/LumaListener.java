package io.github.lumacontracts.client;

import io.github.lumacontracts.spec.Provider;
import java.time.Duration;
import java.util.Optional;

/**
 * Is told of each exchange with a provider, for metrics and logs. It is called on the thread that
 * got the answer, so it must not wait; what it throws is ignored.
 */
@FunctionalInterface
public interface LumaListener {
  /**
   * Called after an exchange, whether it went well or not, and before it is tried again; not for
   * one that the caller has cancelled.
   */
  void exchanged(Exchange exchange);

  /**
   * One request and its answer.
   *
   * @param operation what was wanted: {@code submit}, {@code extend}, {@code fetch}, {@code
   *     fetchMany}, {@code balance}, {@code prepare} or {@code download}
   * @param attempt 1, or more if it was tried before
   * @param took from the call to the whole answer
   * @param failure what went wrong, if anything
   */
  record Exchange(
      Provider provider,
      String operation,
      int attempt,
      Duration took,
      Optional<LumaException> failure) {}
}
