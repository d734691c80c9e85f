package io.github.lumacontracts.mock.internal.validator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A schema ready for use. Safe for threads once compiled. */
final class CompiledSchema implements Check {
  private Check[] checks = {};

  void fill(List<Check> all) {
    checks = all.toArray(new Check[0]);
  }

  /** Returns all failures, in ajv's order. With coercion, changes containers inside the value. */
  List<Failure> validate(JsonNode value) {
    List<Failure> failures = new ArrayList<>();
    check(Instance.root(value), failures);
    return failures;
  }

  boolean accepts(Instance instance) {
    List<Failure> failures = new ArrayList<>();
    check(instance, failures);
    return failures.isEmpty();
  }

  @Override
  public void check(Instance instance, List<Failure> failures) {
    instance.effort().spend(1 + checks.length);
    instance.effort().spendOn(instance.value());
    for (Check check : checks) {
      check.check(instance, failures);
    }
  }
}
