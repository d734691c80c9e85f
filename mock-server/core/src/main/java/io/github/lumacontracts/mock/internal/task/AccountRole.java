package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.Numbers;
import java.math.BigDecimal;
import java.util.Optional;

/** Shows what a client has left. */
final class AccountRole extends TaskRole {
  private final Payments.Account account;

  AccountRole(TaskDocument document, String name, Payments.Account account) {
    super(document, name);
    this.account = account;
  }

  @Override
  Optional<TaskAnswer> answer(Visit visit) {
    BigDecimal left = document().payments().left(visit, account);
    if (left.compareTo(account.initial()) == 0) {
      return Optional.empty();
    }
    return visit
        .usual()
        .example()
        .flatMap(ApiContent.Example::value)
        .map(
            example -> {
              JsonNode body = example.deepCopy();
              Pointers.set(body, account.balance(), Numbers.node(left));
              return TaskAnswer.of(visit.usual(), body);
            });
  }
}
