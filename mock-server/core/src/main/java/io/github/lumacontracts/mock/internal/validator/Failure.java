package io.github.lumacontracts.mock.internal.validator;

import java.util.List;

/** One broken keyword, in ajv's words: {@code must be integer}. */
record Failure(List<String> path, String keyword, String message) {
  static Failure at(Instance instance, String keyword, String message) {
    return new Failure(instance.path(), keyword, message);
  }
}
