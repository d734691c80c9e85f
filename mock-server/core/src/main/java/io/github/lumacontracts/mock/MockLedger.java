package io.github.lumacontracts.mock;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What the clients of one world have paid for their tasks, and have left. A client is shown as a
 * digest of its credentials. Safe for threads.
 */
public interface MockLedger {
  /**
   * What a client has left.
   *
   * @param document name of the mounted document whose prices are paid
   * @param unit in which the provider counts
   */
  record Balance(String document, String client, String unit, BigDecimal amount) {}

  /** Whether money went or came. */
  enum Kind {
    /** A task was paid. */
    PAYMENT,
    /** What a failed task has cost was given back. */
    REFUND
  }

  /**
   * A payment or refund.
   *
   * @param at by the clock of the world
   * @param operation name of the operation that was called
   * @param task id of the task
   * @param amount how much, never below 0
   * @param left what the client had afterwards
   */
  record Entry(
      Instant at,
      Kind kind,
      String document,
      String client,
      String operation,
      String task,
      String unit,
      BigDecimal amount,
      BigDecimal left) {}

  /**
   * Tasks that one client seems to have paid twice: the same operation with the same body within 60
   * seconds of the clock.
   *
   * @param tasks ids of both, first one first
   * @param amount what was paid for the second
   */
  record DoublePayment(
      String document,
      String client,
      String operation,
      List<String> tasks,
      String unit,
      BigDecimal amount) {
    public DoublePayment {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * Returns how a client is shown here and in tasks, also before it has sent anything.
   *
   * @param apiKey as its requests have it, without {@code Bearer}
   */
  String client(String apiKey);

  /** Returns what each client has left that has paid for something, or whose balance was set. */
  List<Balance> balances();

  /**
   * Sets what a client has.
   *
   * @param client as {@link #balances} and tasks show it
   * @param amount at least 0
   * @return the balance from now on
   * @throws NoSuchElementException if this client has paid nothing yet
   * @throws IllegalArgumentException if the amount is negative, or the client has several balances,
   *     which {@link #setBalance(Balance)} tells apart
   */
  Balance setBalance(String client, BigDecimal amount);

  /**
   * Sets what a client has, also before it has paid for anything.
   *
   * @return the same
   * @throws NoSuchElementException if nothing of that document has a price in that unit
   * @throws IllegalArgumentException if the amount is negative
   */
  Balance setBalance(Balance balance);

  /** Returns the payments and refunds that the server remembers, latest first. */
  List<Entry> entries();

  /** Returns what seems to have been paid twice, oldest first. */
  List<DoublePayment> suspectedDoublePayments();
}
