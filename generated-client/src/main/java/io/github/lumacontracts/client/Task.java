package io.github.lumacontracts.client;

import io.github.lumacontracts.spec.Provider;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A generation that a provider has accepted, and that is paid. Keep {@link #toString} where it
 * survives a crash, and go on with {@link #parse} in another process. Immutable; equal if provider
 * and id are.
 */
public final class Task {
  private final Provider provider;
  private final String id;
  private final @Nullable Object raw;

  Task(Provider provider, String id, @Nullable Object raw) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("The id of a task is blank.");
    }
    this.provider = Objects.requireNonNull(provider, "provider");
    this.id = id;
    this.raw = raw;
  }

  /** Returns a task of which the provider's id is known. */
  public static Task of(Provider provider, String id) {
    return new Task(provider, id, null);
  }

  /**
   * Returns the task that {@link #toString} wrote. Space around it, such as the line break of a
   * file, does not matter.
   *
   * @throws IllegalArgumentException if the text is not of the form {@code provider:id}
   */
  public static Task parse(String text) {
    String[] parts = text.strip().split(":", 2);
    for (Provider provider : Provider.values()) {
      if (parts.length == 2 && !parts[1].isBlank() && provider.slug().equals(parts[0])) {
        return of(provider, parts[1]);
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a task, expected provider:id, for example vapi:e70fdf3c-ce95.");
  }

  /** Returns who has it. */
  public Provider provider() {
    return provider;
  }

  /**
   * Returns what the provider calls it, with {@code official/} before it if it was submitted to
   * RixAPI in the official format.
   */
  public String id() {
    return id;
  }

  /**
   * Returns the provider's own answer to the submit; nothing if the task was parsed.
   *
   * @param type class of the generated package, for example {@code SubmittedGeneration}
   */
  public <T> Optional<T> raw(Class<T> type) {
    return type.isInstance(raw) ? Optional.of(type.cast(raw)) : Optional.empty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Task task && provider == task.provider && id.equals(task.id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(provider, id);
  }

  /** Returns {@code provider:id}, which {@link #parse} reads. */
  @Override
  public String toString() {
    return provider.slug() + ":" + id;
  }
}
