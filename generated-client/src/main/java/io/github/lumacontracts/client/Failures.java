package io.github.lumacontracts.client;

import io.github.lumacontracts.client.Adapter.Refusal;
import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.client.http.UnreadableAnswerException;
import io.github.lumacontracts.client.http.WireException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** Turns what the generated clients throw into the exceptions of this package. */
final class Failures {
  static final String DOUBT =
      " A task may exist and be paid: look at the provider before you submit again.";

  private final Function<ServiceException, Refusal> refusals;
  private final Clock clock;

  Failures(Function<ServiceException, Refusal> refusals, Clock clock) {
    this.refusals = refusals;
    this.clock = clock;
  }

  /**
   * Returns what went wrong in a call.
   *
   * @param paid whether the call was to buy something
   */
  LumaException of(String operation, Throwable failure, boolean paid) {
    if (failure instanceof LumaException known) {
      return known;
    }
    if (failure instanceof ServiceException answer) {
      return refused(answer, paid);
    }
    if (failure instanceof WireException wire) {
      boolean doubt = paid && !wire.neverSent();
      if (wire.getCause() instanceof InterruptedException interrupted) {
        return new ConnectionException(
            operation + ": interrupted." + (doubt ? DOUBT : ""), interrupted, doubt);
      }
      return new ConnectionException(message(wire, doubt), wire, doubt);
    }
    if (failure instanceof UnreadableAnswerException answer) {
      return new UnreadableException(message(answer, paid), answer.body(), answer, paid);
    }
    // The adapter stumbled over an answer that is well-formed but lacks what it cannot be without.
    String message = operation + ": the answer makes no sense: " + failure + ".";
    return new UnreadableException(message + (paid ? DOUBT : ""), "", failure, paid);
  }

  private LumaException refused(ServiceException answer, boolean paid) {
    int status = answer.statusCode();
    boolean clear = status >= 400 && status <= 499 && status != 408;
    Refusal refusal = refusals.apply(answer);
    List<String> messages = refusal.messages();
    String message = message(answer, false);
    return switch (refusal.kind()) {
      case INVALID_KEY -> new InvalidKeyException(message, messages, answer);
      case NO_CREDITS -> new NoCreditsException(message, messages, answer);
      case MODERATED -> moderated(message, messages, answer);
      case RATE_LIMITED ->
          new RateLimitedException(
              message, messages, answer, Retry.after(answer.headers(), clock).orElse(null));
      case NOT_FOUND -> new NotFoundException(message, messages, answer);
      case INVALID_REQUEST ->
          isAboutModeration(messages, answer)
              ? moderated(message, messages, answer)
              : new InvalidRequestException(message, messages, answer);
      case OTHER ->
          clear && isAboutModeration(messages, answer)
              ? moderated(message, messages, answer)
              : new RefusedException(
                  message(answer, paid && !clear), messages, answer, paid && !clear);
    };
  }

  private static boolean isAboutModeration(List<String> messages, ServiceException answer) {
    return ModerationException.isAbout(
        messages.isEmpty() ? answer.body() : String.join(" ", messages));
  }

  private static ModerationException moderated(
      String message, List<String> messages, ServiceException answer) {
    return new ModerationException(message, String.join(" ", messages), answer);
  }

  private static String message(RuntimeException failure, boolean doubt) {
    return failure.getMessage() + (doubt ? DOUBT : "");
  }
}
