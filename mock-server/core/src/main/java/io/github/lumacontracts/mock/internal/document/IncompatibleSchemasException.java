package io.github.lumacontracts.mock.internal.document;

/** The parts of an {@code allOf} that cannot be made one schema. */
public final class IncompatibleSchemasException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IncompatibleSchemasException() {
    super("The parts of allOf do not go together.");
  }
}
