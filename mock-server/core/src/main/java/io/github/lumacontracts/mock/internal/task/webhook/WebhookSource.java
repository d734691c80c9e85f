package io.github.lumacontracts.mock.internal.task.webhook;

import io.github.lumacontracts.mock.internal.task.Task;
import java.util.List;

/**
 * What there is to tell about tasks. All of it follows from the task alone, so that each server,
 * now or after a restart, comes to the same. Implementations are safe for threads and do not wait.
 */
public interface WebhookSource {
  /**
   * Returns the changes that the client is to be told, in order of time, past ones too; none if it
   * left no address.
   */
  List<Change> changes(Task task);

  WebhookPlan plan(Task task);

  /** Returns what the client gave as the address for one of the changes, whatever it is. */
  String address(Task task, Change change);

  /** Returns what to send: the task as it is at the change. */
  Webhook webhook(Task task, Change change);
}
