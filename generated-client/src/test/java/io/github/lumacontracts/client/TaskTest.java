package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTest {
  private static final Task TASK = Task.of(Provider.AI302, "luma_a");

  @ParameterizedTest
  @EnumSource(Provider.class)
  void is_a_text_that_another_process_reads(Provider provider) {
    Task task = Task.of(provider, "official/a:b c");

    assertThat(task).hasToString(provider.slug() + ":official/a:b c");
    assertThat(Task.parse(task + "\n")).isEqualTo(task).hasSameHashCodeAs(task);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", "vapi", "vapi:", "vapi: ", ":a", "VAPI:a", "other:a", "a:vapi:b"})
  void another_text_is_no_task(String text) {
    assertThatThrownBy(() -> Task.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\""
                + text
                + "\" is not a task, expected provider:id, for example vapi:e70fdf3c-ce95.");
  }

  @Test
  void needs_an_id() {
    assertThatThrownBy(() -> Task.of(Provider.VAPI, " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The id of a task is blank.");
  }

  @Test
  void is_another_task_at_another_provider() {
    assertThat(Task.of(Provider.VAPI, "a"))
        .isNotEqualTo(Task.of(Provider.RIXAPI, "a"))
        .isNotEqualTo(Task.of(Provider.VAPI, "b"))
        .isEqualTo(new Task(Provider.VAPI, "a", "an answer"));
  }

  @Test
  void has_the_providers_answer_if_it_is_of_the_class_that_is_asked_for() {
    Task task = new Task(Provider.VAPI, "a", "an answer");

    assertThat(task.raw(String.class)).contains("an answer");
    assertThat(task.raw(Integer.class)).isEmpty();
    assertThat(TASK.raw(Object.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "pending, QUEUED",
    "queued, QUEUED",
    "staged, QUEUED",
    "NOT_START, QUEUED",
    "SUBMITTED, QUEUED",
    "starting, RUNNING",
    "processing, RUNNING",
    "dreaming, RUNNING",
    "retrying, RUNNING",
    "IN_PROGRESS, RUNNING",
    "UNKNOWN, RUNNING",
    "a word that nobody knows, RUNNING",
    "'', RUNNING",
    ", RUNNING",
    "completed, COMPLETED",
    "finished, COMPLETED",
    "SUCCESS, COMPLETED",
    "failed, FAILED",
    "FAILURE, FAILED",
  })
  void each_providers_word_is_one_of_four_states(String word, TaskState state) {
    assertThat(TaskState.of(word)).isEqualTo(state);
  }

  @Test
  void only_the_ends_are_final() {
    assertThat(TaskState.values())
        .filteredOn(TaskState::isFinal)
        .containsExactly(TaskState.COMPLETED, TaskState.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "40, 0.4",
    "40%, 0.4",
    "' 62.5 % ', 0.625",
    "100, 1",
    "250, 1",
  })
  void progress_is_a_fraction(String percentage, double progress) {
    TaskSnapshot snapshot =
        TaskSnapshot.of(TASK, TaskState.RUNNING, "").percent(percentage).build();

    assertThat(snapshot.progress()).hasValue(progress);
  }

  @ParameterizedTest
  @CsvSource({"''", "half", "-1", "1000", "4e1", "40 of 100", "NaN", ","})
  void progress_that_makes_no_sense_is_unknown(String percentage) {
    TaskSnapshot snapshot =
        TaskSnapshot.of(TASK, TaskState.RUNNING, "").percent(percentage).build();

    assertThat(snapshot.progress()).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void a_snapshot_has_a_video_if_completed_and_a_reason_if_failed() {
    for (TaskState state : TaskState.values()) {
      TaskSnapshot snapshot =
          TaskSnapshot.of(TASK, state, "raw")
              .video(Video.at(TASK, "https://example.com/a.mp4", null))
              .failureReason("", null, " ", "first", "second")
              .build();

      assertThat(snapshot.video().isPresent()).isEqualTo(state == TaskState.COMPLETED);
      assertThat(snapshot.failureReason().equals(Optional.of("first")))
          .isEqualTo(state == TaskState.FAILED);
    }
  }

  @Test
  void a_snapshot_is_shown_on_one_line() {
    assertThat(TaskSnapshot.of(TASK, TaskState.QUEUED, "raw").build())
        .hasToString("ai302:luma_a QUEUED");
    assertThat(
            TaskSnapshot.of(TASK, TaskState.RUNNING, "raw").word("dreaming").percent("41").build())
        .hasToString("ai302:luma_a RUNNING (dreaming) 41 %");
  }

  @Test
  void a_video_is_shown_without_what_lets_others_download_it() {
    Video video =
        Video.at(TASK, " https://example.com/a.mp4?signature=s1 ", "http://example.com/a.jpg");

    assertThat(video).hasToString("Video[ai302:luma_a at example.com]");
    assertThat(video.url()).isEqualTo(URI.create("https://example.com/a.mp4?signature=s1"));
    assertThat(video.thumbnail()).contains(URI.create("http://example.com/a.jpg"));
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    ",",
    "a.mp4",
    "https://......mp4",
    "https:/a.mp4",
    "httpx://a/b",
    "ftp://a/b",
    "https://a b"
  })
  void there_is_no_video_without_an_address(String url) {
    assertThat(Video.at(TASK, url, null)).isNull();
    assertThat(Video.at(TASK, "https://example.com/a.mp4", url).thumbnail()).isEmpty();
  }
}
