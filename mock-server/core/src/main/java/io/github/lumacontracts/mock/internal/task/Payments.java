package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the tasks of a document cost, and what its clients have left. Safe for threads. */
final class Payments {
  private static final BigDecimal PRICES_AT_FIRST = BigDecimal.valueOf(1000);

  private final TaskDocument document;
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<String, BigDecimal> initial = new HashMap<>();

  /**
   * What an operation shows of a client's money.
   *
   * @param balance where in the answer
   * @param initial before anything is paid
   */
  record Account(JsonPointer balance, BigDecimal initial, String unit) {}

  Payments(TaskDocument document) {
    this.document = document;
    document.layout().lifecycles().values().forEach(this::add);
  }

  private void add(Lifecycle lifecycle) {
    ApiLifecycle source = lifecycle.source();
    BigDecimal preset =
        source
            .price()
            .map(price -> price.amount().multiply(PRICES_AT_FIRST))
            .orElse(BigDecimal.ZERO);
    Optional<Account> account =
        source
            .account()
            .map(
                shown -> {
                  JsonPointer place = JsonPointer.compile(shown.balance());
                  JsonNode example = example(shown.operation(), place);
                  return new Account(
                      place,
                      example.isNumber() ? example.decimalValue() : preset,
                      source.price().map(ApiLifecycle.Price::unit).orElse(""));
                });
    account.ifPresent(found -> accounts.put(source.account().get().operation(), found));
    initial.put(lifecycle.operation(), account.map(Account::initial).orElse(preset));
  }

  private JsonNode example(String operation, JsonPointer place) {
    return document.layout().operation(operation).stream()
        .flatMap(known -> Shown.all(known).stream())
        .filter(Shown::isSuccess)
        .map(shown -> shown.whole().at(place))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** Returns what operations show of money, by name. */
  Map<String, Account> accounts() {
    return accounts;
  }

  /** Returns the units of all prices. */
  Set<String> units() {
    return document.layout().lifecycles().values().stream()
        .flatMap(lifecycle -> lifecycle.source().price().stream())
        .map(ApiLifecycle.Price::unit)
        .collect(Collectors.toSet());
  }

  /** Takes the price of a task; returns whether the client could pay it. */
  boolean pay(Visit visit, Lifecycle lifecycle, String task) {
    Optional<ApiLifecycle.Price> price = lifecycle.source().price();
    if (price.isEmpty()) {
      return true;
    }
    Ledger.Account account = account(visit, price.get().unit());
    settle(visit.world(), visit.now(), account);
    return visit
        .world()
        .ledger()
        .pay(
            account,
            initial.getOrDefault(lifecycle.operation(), BigDecimal.ZERO),
            price.get(),
            lifecycle.operation(),
            task,
            visit.now(),
            Digests.of(visit.sent().request().target(), visit.sent().request().body()),
            lifecycle.source().outcomes().values().stream()
                .anyMatch(ApiLifecycle.Outcome::refunded));
  }

  /** Returns what a client has left. */
  BigDecimal left(Visit visit, Account shown) {
    Ledger.Account account = account(visit, shown.unit());
    settle(visit.world(), visit.now(), account);
    return visit.world().ledger().balance(account, shown.initial());
  }

  private Ledger.Account account(Visit visit, String unit) {
    return new Ledger.Account(document.id(), visit.client().digest(), unit);
  }

  /** Gives back what is due. Nothing ticks, so that is done when somebody looks. */
  void settle(World world, Instant now, Ledger.Account account) {
    for (String id : world.ledger().open(account)) {
      // What is not in the store yet is under way.
      Optional<Task> task = document.find(world, id);
      task.flatMap(known -> document.view(known, now))
          .filter(TaskView::finished)
          .ifPresent(view -> world.ledger().settle(account, id, isRefunded(view), view.since()));
    }
  }

  private boolean isRefunded(TaskView view) {
    return document
        .layout()
        .lifecycle(view.task().operation())
        .filter(lifecycle -> lifecycle.isRefunded(view.state()))
        .isPresent();
  }
}
