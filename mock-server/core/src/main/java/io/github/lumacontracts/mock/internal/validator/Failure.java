package io.github.lumacontracts.mock.internal.validator;

import java.util.List;

/** One broken keyword, in ajv's words: {@code must be integer}. */
record Failure(List<String> path, String keyword, String message) {
  /** Far more than a step: failures are kept, and branches can multiply them. */
  private static final int EFFORT = 500;

  static Failure at(Instance instance, String keyword, String message) {
    instance.effort().spend(EFFORT);
    return new Failure(instance.path(), keyword, message);
  }
}
