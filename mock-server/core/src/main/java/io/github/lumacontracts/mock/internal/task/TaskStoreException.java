package io.github.lumacontracts.mock.internal.task;

import org.jspecify.annotations.Nullable;

/**
 * Says that a store cannot do its work now. The message names the store, never its credentials, and
 * what to do; the server goes on and asks the store again at the next request.
 */
public final class TaskStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TaskStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
