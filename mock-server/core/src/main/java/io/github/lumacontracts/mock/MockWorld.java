package io.github.lumacontracts.mock;

/**
 * What a test has for itself: tasks, a clock, scenarios, webhooks and money. Requests belong to the
 * world that their header {@value #HEADER} names, or the part of their API key before a {@code ~};
 * all others share the world without a name.
 *
 * <p>Safe for threads. Everything here is also there over HTTP, below {@code /__admin/luma}.
 */
public interface MockWorld {
  /** Header by which a request names its world. */
  String HEADER = "X-Luma-World";

  /** Returns the name, which is empty for the world of requests that name none. */
  String name();

  /** Returns the time by which states, webhooks and the expiry of links go. */
  MockClock clock();

  /** Returns the tasks, running and finished ones. */
  MockTasks tasks();

  /** Returns how the next requests go. */
  MockScenarios scenarios();

  /** Returns what clients were told of their tasks. */
  MockWebhooks webhooks();

  /** Returns what clients have paid. */
  MockLedger ledger();

  /**
   * Makes the world as new: without tasks, payments, waiting scenarios and webhooks, and with a
   * clock that shows the time of the system and runs as fast as the server's options say.
   */
  void reset();
}
