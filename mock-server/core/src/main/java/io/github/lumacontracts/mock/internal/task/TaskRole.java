package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an operation has to do with tasks. Filled when a document is read, then only read. */
public final class TaskRole {
  private final TaskDocument document;
  private final ApiOperation operation;
  private final String name;

  Optional<Lifecycle> creates = Optional.empty();

  /** Where a request names the task that it reads or extends. */
  Optional<IdPlace> place = Optional.empty();

  /** Where the answer has the list of tasks. */
  Optional<JsonPointer> list = Optional.empty();

  Optional<Account> account = Optional.empty();

  /** Ids that stand in the examples of answers, with the first example that shows each. */
  final Map<String, Shown> seeds = new HashMap<>();

  /** Where the answer has a balance, and what it is before anything is paid. */
  record Account(JsonPointer balance, BigDecimal initial, String unit) {}

  TaskRole(TaskDocument document, ApiOperation operation, String name) {
    this.document = document;
    this.operation = operation;
    this.name = name;
  }

  TaskDocument document() {
    return document;
  }

  ApiOperation operation() {
    return operation;
  }

  String name() {
    return name;
  }
}
