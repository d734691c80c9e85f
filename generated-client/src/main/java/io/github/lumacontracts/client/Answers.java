package io.github.lumacontracts.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.lumacontracts.client.http.Excerpt;
import io.github.lumacontracts.spec.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the adapters do alike with the answers of their generated clients. */
final class Answers {
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

  private static UnreadableException missing(
      Provider provider, String what, Object answer, boolean mayBePaid) {
    String body = json(answer);
    return new UnreadableException(
        "%s answered without %s. Body: %s".formatted(provider.title(), what, Excerpt.of(body)),
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

  /**
   * Returns the word that counts where two vocabularies meet: Luma's, unless the gateway alone
   * knows of an end.
   */
  static @Nullable String word(@Nullable String ofGateway, @Nullable String ofLuma) {
    boolean ended = TaskState.of(ofGateway).isFinal() && !TaskState.of(ofLuma).isFinal();
    return ended || ofLuma == null ? ofGateway : ofLuma;
  }

  /** Returns a task of an answer, as the caller knows it: with the answer to its submit. */
  static Optional<Task> find(List<Task> tasks, @Nullable String id) {
    return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
  }

  /** Does something with one after the other, so that a provider is not asked for all at once. */
  static <T, R> CompletableFuture<List<R>> inTurn(
      List<T> all, Function<T, CompletableFuture<R>> work) {
    List<R> done = new ArrayList<>();
    CompletableFuture<?> last = CompletableFuture.completedFuture(done);
    for (T next : all) {
      last = last.thenCompose(before -> work.apply(next)).thenApply(done::add);
    }
    return last.thenApply(end -> List.copyOf(done));
  }
}
