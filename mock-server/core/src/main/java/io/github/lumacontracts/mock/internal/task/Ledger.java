package io.github.lumacontracts.mock.internal.task;

import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the clients of a world have paid. The oldest entries and the clients that came first are
 * forgotten when there are too many. Safe for threads.
 */
public final class Ledger {
  /** Within this time, the same request of one client counts as paid twice by mistake. */
  public static final Duration SUSPICIOUS = Duration.ofSeconds(60);

  private static final int MOST_ENTRIES = 10_000;
  private static final int MOST_CLIENTS = 10_000;

  private final Map<Account, BigDecimal> balances = new LinkedHashMap<>();
  private final Deque<Entry> entries = new ArrayDeque<>();

  /** Money of one client in one unit. */
  public record Account(String document, String client, String unit) {}

  /**
   * A payment, or a refund if the amount is below 0.
   *
   * @param request digest of operation and body
   */
  public record Entry(
      Account account,
      String operation,
      String task,
      BigDecimal amount,
      BigDecimal balance,
      Instant at,
      String request) {}

  /** Two tasks that were paid by one client for one request within a short time. */
  public record Twice(Entry first, Entry second) {}

  /** Returns what a client has left. */
  public synchronized BigDecimal balance(Account account, BigDecimal initial) {
    return balances.getOrDefault(account, initial);
  }

  /** Returns what all clients that have paid have left. */
  public synchronized Map<Account, BigDecimal> balances() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(balances));
  }

  /** Sets what a client has. */
  public synchronized void setBalance(Account account, BigDecimal balance) {
    balances.put(account, balance);
    if (balances.size() > MOST_CLIENTS) {
      balances.remove(balances.keySet().iterator().next());
    }
  }

  /**
   * Takes a price.
   *
   * @param initial what a client has before it pays for the first time
   * @return whether the balance sufficed
   */
  synchronized boolean pay(
      Account account,
      BigDecimal initial,
      ApiLifecycle.Price price,
      String operation,
      String task,
      Instant at,
      String request) {
    BigDecimal left = balance(account, initial).subtract(price.amount());
    if (left.signum() < 0) {
      return false;
    }
    setBalance(account, left);
    add(new Entry(account, operation, task, price.amount(), left, at, request));
    return true;
  }

  /** Gives back what a task has cost, once. */
  synchronized void refund(String task, Instant at) {
    Optional<Entry> paid = Optional.empty();
    for (Entry entry : entries) {
      if (entry.task().equals(task)) {
        if (entry.amount().signum() < 0) {
          return;
        }
        paid = Optional.of(entry);
      }
    }
    paid.ifPresent(
        entry -> {
          BigDecimal left = balance(entry.account(), BigDecimal.ZERO).add(entry.amount());
          setBalance(entry.account(), left);
          add(
              new Entry(
                  entry.account(),
                  entry.operation(),
                  task,
                  entry.amount().negate(),
                  left,
                  at,
                  entry.request()));
        });
  }

  /** Forgets everything. */
  public synchronized void clear() {
    balances.clear();
    entries.clear();
  }

  private void add(Entry entry) {
    entries.addLast(entry);
    if (entries.size() > MOST_ENTRIES) {
      entries.removeFirst();
    }
  }

  /** Returns the payments and refunds that are remembered, newest first. */
  public synchronized List<Entry> entries(int limit) {
    List<Entry> newest = new ArrayList<>();
    var each = entries.descendingIterator();
    while (each.hasNext() && newest.size() < limit) {
      newest.add(each.next());
    }
    return newest;
  }

  /** Returns the tasks that one client seems to have paid twice, oldest first. */
  public synchronized List<Twice> suspectedDoubles() {
    List<Twice> doubles = new ArrayList<>();
    Map<List<String>, Entry> last = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.amount().signum() < 0) {
        continue;
      }
      Entry before =
          last.put(
              List.of(
                  entry.account().document(),
                  entry.account().client(),
                  entry.operation(),
                  entry.request()),
              entry);
      if (before != null && Duration.between(before.at(), entry.at()).compareTo(SUSPICIOUS) <= 0) {
        doubles.add(new Twice(before, entry));
      }
    }
    return doubles;
  }
}
