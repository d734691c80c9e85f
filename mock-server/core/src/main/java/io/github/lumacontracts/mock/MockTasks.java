package io.github.lumacontracts.mock;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The tasks of one world. Safe for threads.
 *
 * <p>Methods that take an id throw {@link NoSuchElementException} if there is no such task, and
 * {@link IllegalArgumentException} if several documents have one of that id, which {@link
 * #ofDocument} tells apart.
 */
public interface MockTasks {
  /** Returns only the tasks of one mounted document, by its name in addresses. */
  MockTasks ofDocument(String document);

  /** Returns the tasks that the server remembers, newest first. */
  List<MockTask> list();

  /** Returns the task of an id, if there is one. */
  Optional<MockTask> find(String id);

  /** Returns the task of an id. */
  MockTask get(String id);

  /**
   * Moves one task on to its next state, and no other task.
   *
   * @return the task from now on
   * @throws IllegalStateException if its state does not change any more
   */
  MockTask advance(String id);

  /**
   * Lets time pass for one task and for no other, as if it had been created earlier.
   *
   * @param by 0 to 3,650 days
   * @return the task from now on
   * @throws IllegalArgumentException if the time is negative or longer
   */
  MockTask advance(String id, Duration by);

  /**
   * Completes a task now, whatever its scenario says and even if it has failed.
   *
   * @return the task from now on
   */
  MockTask complete(String id);

  /**
   * Lets a task fail now, whatever its scenario says and even if it is completed.
   *
   * @return the task from now on
   * @throws IllegalArgumentException if its document knows no outcome {@code failed}
   */
  MockTask fail(String id);

  /**
   * Ends a task now with some outcome.
   *
   * @param outcome one that the document's {@code x-lifecycle} knows, such as {@code moderated}
   * @return the task from now on
   * @throws IllegalArgumentException if the document does not know the outcome, or it is a
   *     completed one
   */
  MockTask fail(String id, String outcome);

  /** Removes a task as if it had never been: nothing more is told about it. */
  void forget(String id);

  /**
   * Removes all tasks.
   *
   * @return how many there were
   */
  int forgetAll();
}
