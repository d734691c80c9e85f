package io.github.lumacontracts.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.lumacontracts.spec.Provider;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the adapters do alike with the answers of their generated clients. */
final class Answers {
  private static final int EXCERPT_LENGTH = 300;
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private Answers() {}

  /** Returns the task that a paid call brought. */
  static Task bought(Provider provider, @Nullable String id, Object answer) {
    if (id == null || id.isBlank()) {
      throw missing(provider, "the id of a task", answer, true);
    }
    return new Task(provider, id, answer);
  }

  /** Returns a member of an answer to a free call that it makes no sense without. */
  static <T> T required(Provider provider, String what, @Nullable T member, Object answer) {
    if (member == null || member.equals("")) {
      throw missing(provider, what, answer, false);
    }
    return member;
  }

  static UnreadableException missing(
      Provider provider, String what, Object answer, boolean mayBePaid) {
    String body = json(answer);
    String excerpt =
        body.length() <= EXCERPT_LENGTH ? body : body.substring(0, EXCERPT_LENGTH) + "…";
    return new UnreadableException(
        "%s answered without %s. Body: %s".formatted(provider.title(), what, excerpt),
        body,
        null,
        mayBePaid);
  }

  private static String json(Object answer) {
    try {
      return WRITER.writeValueAsString(answer);
    } catch (JsonProcessingException notWritable) {
      return answer.toString();
    }
  }

  /** Returns a task of an answer, as the caller knows it: with the answer to its submit. */
  static Optional<Task> find(List<Task> tasks, @Nullable String id) {
    return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
  }

  /** Waits for all; the first failure is that of all. */
  static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }
}
