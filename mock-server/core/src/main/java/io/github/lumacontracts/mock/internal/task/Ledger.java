package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the clients of a world have paid, kept in the store: a balance and an entry change in one
 * step, whatever server does it. The oldest entries are forgotten when there are too many, and the
 * clients that have not paid for longest. Safe for threads.
 */
public final class Ledger {
  /** Within this time, the same request of one client counts as paid twice by mistake. */
  public static final Duration SUSPICIOUS = Duration.ofSeconds(60);

  /** Tasks of one client that can be paid and not settled; older ones are not given back. */
  private static final int MOST_OPEN = 1000;

  private static final String BALANCE = "balance:";
  private static final String LEFT = "left";
  private static final String OPEN = "open";

  /** The newest note of which nobody wants to know any more. */
  private static final String CLEARED = "ledger-cleared";

  private final TaskStore store;
  private final String world;

  Ledger(TaskStore store, String world) {
    this.store = store;
    this.world = world;
  }

  /** Money of one client in one unit. */
  public record Account(String document, String client, String unit) {

    private String name() {
      return BALANCE
          + JsonNodeFactory.instance.arrayNode().add(document).add(client).add(unit).toString();
    }

    private static Account of(String name) {
      TaskKey parts = TaskJson.readKey(name.substring(BALANCE.length()));
      return new Account(parts.world(), parts.document(), parts.id());
    }
  }

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
      String request) {

    private ObjectNode json() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("document", account.document())
          .put("client", account.client())
          .put("unit", account.unit())
          .put("operation", operation)
          .put("task", task)
          .put("amount", amount.toString())
          .put("balance", balance.toString())
          .put("at", at.toString())
          .put("request", request);
    }

    private static Entry of(JsonNode json) {
      return new Entry(
          new Account(
              json.path("document").asText(),
              json.path("client").asText(),
              json.path("unit").asText()),
          json.path("operation").asText(),
          json.path("task").asText(),
          new BigDecimal(json.path("amount").asText()),
          new BigDecimal(json.path("balance").asText()),
          Instant.parse(json.path("at").asText()),
          json.path("request").asText());
    }
  }

  /** Two tasks that were paid by one client for one request within a short time. */
  public record Twice(Entry first, Entry second) {}

  /** Returns what a client has left. */
  public BigDecimal balance(Account account, BigDecimal initial) {
    return left(known(account), initial);
  }

  private Optional<JsonNode> known(Account account) {
    String name = account.name();
    return Optional.ofNullable(store.values(world, List.of(name)).get(name));
  }

  private static BigDecimal left(Optional<JsonNode> known, BigDecimal initial) {
    return known.map(json -> new BigDecimal(json.path(LEFT).asText())).orElse(initial);
  }

  /** Returns what all clients that have paid have left. */
  public Map<Account, BigDecimal> balances() {
    Map<Account, BigDecimal> balances = new LinkedHashMap<>();
    store
        .values(world)
        .forEach(
            (name, value) -> {
              if (name.startsWith(BALANCE)) {
                balances.put(Account.of(name), left(Optional.of(value), BigDecimal.ZERO));
              }
            });
    return balances;
  }

  /** Sets what a client has. */
  public void setBalance(Account account, BigDecimal balance) {
    store.change(
        world, account.name(), known -> Changed.to(copy(known).put(LEFT, balance.toString())));
  }

  private static ObjectNode copy(Optional<JsonNode> known) {
    return known
        .<ObjectNode>map(JsonNode::deepCopy)
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  /**
   * Takes a price.
   *
   * @param initial what a client has before it pays for the first time
   * @param open whether it may be given back, see {@link #settle}
   * @return whether the balance sufficed
   */
  boolean pay(
      Account account,
      BigDecimal initial,
      ApiLifecycle.Price price,
      String operation,
      String task,
      Instant at,
      String request,
      boolean open) {
    AtomicBoolean paid = new AtomicBoolean();
    store.change(
        world,
        account.name(),
        known -> {
          BigDecimal left = left(known, initial).subtract(price.amount());
          paid.set(left.signum() >= 0);
          if (!paid.get()) {
            return Changed.to(known);
          }
          Entry entry = new Entry(account, operation, task, price.amount(), left, at, request);
          ObjectNode next = copy(known).put(LEFT, left.toString());
          if (open) {
            ObjectNode unsettled = next.withObjectProperty(OPEN);
            unsettled.set(task, entry.json());
            if (unsettled.size() > MOST_OPEN) {
              unsettled.remove(unsettled.fieldNames().next());
            }
          }
          return Changed.to(next).noting(entry.json());
        });
    return paid.get();
  }

  /** Returns the tasks that a client has paid and that may still be given back, oldest first. */
  List<String> open(Account account) {
    List<String> tasks = new ArrayList<>();
    known(account).ifPresent(json -> json.path(OPEN).fieldNames().forEachRemaining(tasks::add));
    return tasks;
  }

  /**
   * Gives back what an open task has cost, or not; it is open no longer, so that of all servers one
   * does it.
   */
  void settle(Account account, String task, boolean refunded, Instant at) {
    store.change(
        world,
        account.name(),
        known -> {
          JsonNode paid = known.map(json -> json.path(OPEN).path(task)).orElse(null);
          if (paid == null || paid.isMissingNode()) {
            return Changed.to(known);
          }
          ObjectNode next = copy(known);
          next.withObjectProperty(OPEN).remove(task);
          if (!refunded) {
            return Changed.to(next);
          }
          Entry entry = Entry.of(paid);
          BigDecimal left = left(known, BigDecimal.ZERO).add(entry.amount());
          next.put(LEFT, left.toString());
          return Changed.to(next)
              .noting(
                  new Entry(
                          account,
                          entry.operation(),
                          task,
                          entry.amount().negate(),
                          left,
                          at,
                          entry.request())
                      .json());
        });
  }

  /** Returns the payments and refunds that are remembered, newest first. */
  public List<Entry> entries(int limit) {
    Optional<JsonNode> cleared =
        Optional.ofNullable(store.values(world, List.of(CLEARED)).get(CLEARED));
    return store.notes(world, limit).stream()
        .takeWhile(note -> cleared.filter(note::equals).isEmpty())
        .map(Entry::of)
        .toList();
  }

  /** Forgets the entries; the balances are values that the world forgets. */
  void clear() {
    store
        .notes(world, 1)
        .forEach(newest -> store.change(world, CLEARED, old -> Changed.to(newest)));
  }

  /** Returns the tasks that one client seems to have paid twice, oldest first. */
  public List<Twice> suspectedDoubles() {
    List<Entry> oldestFirst = new ArrayList<>(entries(TaskStore.MOST_NOTES));
    Collections.reverse(oldestFirst);
    List<Twice> doubles = new ArrayList<>();
    Map<List<String>, Entry> last = new LinkedHashMap<>();
    for (Entry entry : oldestFirst) {
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
