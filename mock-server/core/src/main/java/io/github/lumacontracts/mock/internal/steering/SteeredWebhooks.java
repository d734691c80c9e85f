package io.github.lumacontracts.mock.internal.steering;

import io.github.lumacontracts.mock.MockWebhooks;
import io.github.lumacontracts.mock.internal.task.webhook.Deliveries;
import java.util.List;
import java.util.NoSuchElementException;

/** The webhooks of a world. */
record SteeredWebhooks(String world, Deliveries log) implements MockWebhooks {
  @Override
  public List<Delivery> deliveries() {
    return log.newest(world, Integer.MAX_VALUE).stream().map(SteeredWebhooks::shown).toList();
  }

  @Override
  public List<Delivery> deliveries(String task) {
    return deliveries().stream().filter(delivery -> delivery.task().equals(task)).toList();
  }

  @Override
  public Delivery redeliver(String id) {
    return log.redeliver(world, id)
        .map(SteeredWebhooks::shown)
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "There is no delivery \"" + id + "\" in " + SteeredWorld.called(world) + "."));
  }

  private static Delivery shown(
      io.github.lumacontracts.mock.internal.task.webhook.Delivery delivery) {
    return new Delivery(
        delivery.id(),
        delivery.task().document(),
        delivery.task().id(),
        delivery.change().callback(),
        delivery.change().state(),
        delivery.change().at(),
        delivery.address(),
        State.valueOf(delivery.state().name()),
        delivery.attempts().stream()
            .map(attempt -> new Attempt(attempt.at(), attempt.status(), attempt.error()))
            .toList());
  }
}
