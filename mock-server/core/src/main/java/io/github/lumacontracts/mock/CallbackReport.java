package io.github.lumacontracts.mock;

import java.util.List;
import java.util.Optional;

/**
 * A callback that a server sent, or could not send. Holds no header, no body and no query, so no
 * secret that was put there. Immutable.
 *
 * @param name as the document calls the callback
 * @param method in upper case
 * @param address where it was to go, without user and query
 * @param status what the receiver answered; missing if it did not
 * @param violations what is wrong with the receiver's answer
 * @param problem why there is no answer
 * @param blockedHost the host that must be allowed first, if that is why
 */
public record CallbackReport(
    String name,
    String method,
    String address,
    Optional<Integer> status,
    List<Violation> violations,
    Optional<String> problem,
    Optional<String> blockedHost) {
  public CallbackReport {
    violations = List.copyOf(violations);
  }
}
