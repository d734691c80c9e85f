package io.github.lumacontracts.mock.internal.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lumacontracts.mock.internal.document.ApiLifecycle;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What servers share, or find again after a restart, that have one store. */
class WorldTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ApiLifecycle.Price PRICE =
      new ApiLifecycle.Price(new BigDecimal("0.4"), "PTC");
  private static final Ledger.Account ACCOUNT = new Ledger.Account("api", "c0ffee", "PTC");

  private final TaskStore store = new MemoryTaskStore(100);

  private Worlds at(Instant time, double speed) {
    return new Worlds(Clock.fixed(time, ZoneOffset.UTC), speed, finished -> store);
  }

  @Test
  void a_clock_of_usual_speed_shows_the_time_of_the_system_and_keeps_nothing() {
    assertThat(at(NOON, 1).get("w").clock().now()).isEqualTo(NOON);
    assertThat(at(NOON.plusSeconds(1), 1).get("w").clock().now()).isEqualTo(NOON.plusSeconds(1));
    assertThat(store.values("w")).isEmpty();
  }

  @Test
  void a_clock_that_was_moved_goes_on_from_there_after_a_restart() {
    at(NOON, 1).get("w").clock().advance(Duration.ofHours(1));

    assertThat(at(NOON.plusSeconds(5), 1).get("w").clock().now()).isEqualTo(NOON.plusSeconds(3605));
    assertThat(at(NOON.plusSeconds(5), 1).get("").clock().now()).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void a_fast_clock_goes_on_while_nobody_is_there_and_then_as_the_server_is_told() {
    at(NOON, 20).get("w");

    TaskClock next = at(NOON.plusSeconds(10), 20).get("w").clock();
    assertThat(next.now()).isEqualTo(NOON.plusSeconds(200));
    next.setSpeed(5);
    assertThat(at(NOON.plusSeconds(20), 20).get("w").clock().now())
        .isEqualTo(NOON.plusSeconds(250));

    TaskClock usual = at(NOON.plusSeconds(20), 1).get("w").clock();
    assertThat(usual.now()).isEqualTo(NOON.plusSeconds(250));
    assertThat(usual.speed()).isEqualTo(1);
  }

  @Test
  void another_server_sees_a_clock_stop_and_tells_whoever_waits() {
    Worlds one = at(NOON, 1);
    Worlds other = at(NOON.plusSeconds(10), 1);
    AtomicInteger told = new AtomicInteger();
    other.get("w").clock().onChange(told::incrementAndGet);

    one.get("w").clock().freeze();

    assertThat(other.known("w").clock().isFrozen()).isFalse();
    assertThat(other.get("w").clock().isFrozen()).isTrue();
    assertThat(other.get("w").clock().now()).isEqualTo(NOON);
    assertThat(told).hasValue(1);
    other.get("w").clock().advance(Duration.ofSeconds(1));
    assertThat(one.get("w").clock().now()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void scenarios_wait_one_after_the_other_and_are_taken_once() {
    World one = at(NOON, 1).get("w");
    one.queue("failed", 1);
    one.queue("slow", 1);
    one.queue("slow", 1);
    Worlds others = at(NOON, 1);

    assertThat(one.queued())
        .containsExactly(new World.Queued("failed", 1), new World.Queued("slow", 2));
    assertThat(others.get("w").nextScenario()).contains("failed");
    assertThat(one.nextScenario()).contains("slow");
    assertThat(others.get("w").nextScenario()).contains("slow");
    assertThat(one.nextScenario()).isEmpty();
    assertThat(others.get("w").nextScenario()).isEmpty();
    assertThat(store.values("w")).isEmpty();
  }

  @Test
  void too_many_scenarios_are_refused_and_can_be_cleared() {
    World world = at(NOON, 1).get("w");
    for (int i = 0; i < World.MOST_QUEUED; i++) {
      world.queue("s" + i, 1);
    }

    assertThatThrownBy(() -> world.queue("more", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("100 scenarios wait already. Send requests first, or clear them.");
    world.clearQueue();
    assertThat(world.queued()).isEmpty();
    assertThat(world.nextScenario()).isEmpty();
  }

  private static boolean pay(World world, String task, boolean open) {
    return world
        .ledger()
        .pay(ACCOUNT, BigDecimal.ONE, PRICE, "createJob", task, NOON, "digest", open);
  }

  @Test
  void money_is_shared_and_does_not_go_below_nothing() {
    World one = at(NOON, 1).get("w");
    World other = at(NOON, 1).get("w");

    assertThat(pay(one, "t1", false)).isTrue();
    assertThat(pay(other, "t2", false)).isTrue();
    assertThat(pay(one, "t3", false)).isFalse();

    assertThat(other.ledger().balance(ACCOUNT, BigDecimal.ONE)).isEqualByComparingTo("0.2");
    assertThat(one.ledger().balances().keySet()).containsExactly(ACCOUNT);
    assertThat(one.ledger().entries(10))
        .extracting(Ledger.Entry::task, Ledger.Entry::balance)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("t2", new BigDecimal("0.2")),
            org.assertj.core.groups.Tuple.tuple("t1", new BigDecimal("0.6")));
    assertThat(one.ledger().suspectedDoubles())
        .extracting(twice -> twice.first().task() + " " + twice.second().task())
        .containsExactly("t1 t2");
    other.ledger().setBalance(ACCOUNT, BigDecimal.TEN);
    assertThat(one.ledger().balance(ACCOUNT, BigDecimal.ONE)).isEqualTo(BigDecimal.TEN);
  }

  @Test
  void money_is_given_back_once_whoever_does_it() {
    World one = at(NOON, 1).get("w");
    World other = at(NOON, 1).get("w");
    pay(one, "back", true);
    pay(one, "kept", true);

    assertThat(other.ledger().open(ACCOUNT)).isEqualTo(List.of("back", "kept"));
    for (World any : List.of(one, other)) {
      any.ledger().settle(ACCOUNT, "back", true, NOON);
      any.ledger().settle(ACCOUNT, "kept", false, NOON);
    }

    assertThat(one.ledger().balance(ACCOUNT, BigDecimal.ONE)).isEqualByComparingTo("0.6");
    assertThat(one.ledger().open(ACCOUNT)).isEmpty();
    assertThat(one.ledger().entries(1).get(0).amount()).isEqualTo(new BigDecimal("-0.4"));
  }
}
