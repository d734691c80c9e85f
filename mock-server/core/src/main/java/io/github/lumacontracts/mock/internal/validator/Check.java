package io.github.lumacontracts.mock.internal.validator;

import java.util.List;

/** One compiled keyword. Safe for threads. */
@FunctionalInterface
interface Check {
  void check(Instance instance, List<Failure> failures);
}
