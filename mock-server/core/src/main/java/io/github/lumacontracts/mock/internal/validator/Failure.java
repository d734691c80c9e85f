package io.github.lumacontracts.mock.internal.validator;

import io.github.lumacontracts.mock.Violation;
import java.util.ArrayList;
import java.util.List;

/** One broken keyword, in ajv's words: {@code must be integer}. */
record Failure(Instance at, String keyword, String message) {
  /** To note a failure; a branch of {@code oneOf} that does not fit is nothing unusual. */
  private static final int EFFORT = 10;

  /** To tell of it, which means to find its path and to write a sentence. */
  private static final int EFFORT_OF_REPORT = 500;

  static Failure at(Instance instance, String keyword, String message) {
    instance.effort().spend(EFFORT);
    return new Failure(instance, keyword, message);
  }

  List<String> path() {
    return at.path();
  }

  /**
   * Returns the failure in Prism's words: {@code Request body property a.b must be integer}.
   *
   * @param place body, query, path, header or cookie
   * @throws TooComplexException if there are far too many failures to tell
   */
  Violation violation(SchemaCompiler.Direction direction, String place) {
    at.effort().spend(EFFORT_OF_REPORT);
    // ajv's path is a JSON Pointer, and Prism leaves its steps as they are.
    List<String> steps =
        path().stream()
            .filter(step -> !step.isEmpty())
            .map(step -> step.replace("~", "~0").replace("/", "~1"))
            .toList();
    List<String> location = new ArrayList<>();
    location.add(place);
    location.addAll(steps);
    String noun = place.equals("body") ? " property " : " parameter ";
    return Violation.error(
        location,
        keyword,
        direction.word()
            + " "
            + place
            + (steps.isEmpty() ? "" : noun + String.join(".", steps))
            + " "
            + message);
  }
}
