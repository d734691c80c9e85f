package io.github.lumacontracts.mock.internal.steering;

import io.github.lumacontracts.mock.MockLedger;
import io.github.lumacontracts.mock.internal.task.Ledger;
import io.github.lumacontracts.mock.internal.task.TaskEngine;
import io.github.lumacontracts.mock.internal.task.World;
import java.math.BigDecimal;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The money of a world. */
record SteeredLedger(Supplier<TaskEngine> engine, Supplier<World> world) implements MockLedger {

  /** Refunds are made when somebody looks. */
  private Ledger settled() {
    World now = world.get();
    engine.get().settle(now);
    return now.ledger();
  }

  @Override
  public String client(String apiKey) {
    return TaskEngine.client(apiKey);
  }

  @Override
  public List<Balance> balances() {
    return settled().balances().entrySet().stream()
        .map(entry -> balance(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Balance balance(Ledger.Account account, BigDecimal amount) {
    return new Balance(account.document(), account.client(), account.unit(), amount);
  }

  @Override
  public Balance setBalance(String client, BigDecimal amount) {
    return setBalance(client, Optional.empty(), Optional.empty(), amount);
  }

  @Override
  public Balance setBalance(Balance balance) {
    return setBalance(
        balance.client(),
        Optional.of(balance.document()),
        Optional.of(balance.unit()),
        balance.amount());
  }

  Balance setBalance(
      String client, Optional<String> document, Optional<String> unit, BigDecimal amount) {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException(
          "A balance cannot be " + amount.toPlainString() + ", expected at least 0.");
    }
    List<Ledger.Account> found =
        settled().balances().keySet().stream()
            .filter(account -> account.client().equals(client))
            .filter(account -> document.map(account.document()::equals).orElse(true))
            .filter(account -> unit.map(account.unit()::equals).orElse(true))
            .toList();
    if (found.isEmpty() && hasPrices(document, unit)) {
      found = List.of(new Ledger.Account(document.orElseThrow(), client, unit.orElseThrow()));
    }
    if (found.isEmpty()) {
      throw new NoSuchElementException(
          "The client \""
              + client
              + "\" has paid nothing yet in "
              + SteeredWorld.called(world.get().name())
              + unit.map(name -> " in " + name).orElse("")
              + document.map(name -> " to the document \"" + name + "\"").orElse("")
              + ". Before that, name the document and the unit of its prices.");
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "The client \""
              + client
              + "\" has several balances: name document and unit, which are "
              + found.stream()
                  .map(account -> account.document() + " and " + account.unit())
                  .collect(Collectors.joining(", or "))
              + ".");
    }
    world.get().ledger().setBalance(found.get(0), amount);
    return balance(found.get(0), amount);
  }

  private boolean hasPrices(Optional<String> document, Optional<String> unit) {
    return document.isPresent()
        && unit.isPresent()
        && engine.get().units(document.get()).contains(unit.get());
  }

  @Override
  public List<Entry> entries() {
    return settled().entries(Integer.MAX_VALUE).stream().map(SteeredLedger::entry).toList();
  }

  private static Entry entry(Ledger.Entry entry) {
    return new Entry(
        entry.at(),
        entry.amount().signum() < 0 ? Kind.REFUND : Kind.PAYMENT,
        entry.account().document(),
        entry.account().client(),
        entry.operation(),
        entry.task(),
        entry.account().unit(),
        entry.amount().abs(),
        entry.balance());
  }

  @Override
  public List<DoublePayment> suspectedDoublePayments() {
    return settled().suspectedDoubles().stream()
        .map(
            twice ->
                new DoublePayment(
                    twice.first().account().document(),
                    twice.first().account().client(),
                    twice.first().operation(),
                    List.of(twice.first().task(), twice.second().task()),
                    twice.first().account().unit(),
                    twice.second().amount()))
        .toList();
  }
}
