package io.github.lumacontracts.mock.internal.validator;

/**
 * Ends a validation that would take too long, for example of a pattern whose effort doubles with
 * each character. Carries no stack trace: what is wrong is the schema.
 */
public final class TooComplexException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooComplexException(String message) {
    super(message, null, false, false);
  }
}
