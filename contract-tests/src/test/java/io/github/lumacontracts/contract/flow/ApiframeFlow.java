package io.github.lumacontracts.contract.flow;

import io.github.lumacontracts.client.apiframe.ApiframeApi;
import io.github.lumacontracts.client.apiframe.model.ExtendRequest;
import io.github.lumacontracts.client.apiframe.model.GenerationRequest;
import io.github.lumacontracts.client.apiframe.model.SubmittedTask;
import io.github.lumacontracts.client.apiframe.model.Task;
import io.github.lumacontracts.client.apiframe.model.TaskRequest;
import io.github.lumacontracts.client.apiframe.model.TasksRequest;
import java.util.List;
import java.util.Optional;

/** Apiframe: a percentage in a text, and no state once the video is there. */
final class ApiframeFlow implements TaskFlow {
  private final ApiframeApi api;

  ApiframeFlow(Settings settings) {
    api = settings.client(ApiframeApi.builder());
  }

  @Override
  public Seen submit(String prompt, String aspectRatio) {
    return seen(
        api.createGeneration(
            GenerationRequest.builder().prompt(prompt).aspectRatio(aspectRatio).build()));
  }

  @Override
  public Seen extend(String parent, String prompt) {
    return seen(
        api.extendGeneration(ExtendRequest.builder().parentTaskId(parent).prompt(prompt).build()));
  }

  private static Seen seen(SubmittedTask task) {
    return new Seen(task.taskId(), null, null, null, null, null, null);
  }

  @Override
  public Seen read(String id) {
    return seen(api.getTask(TaskRequest.builder().taskId(id).build()));
  }

  private static Seen seen(Task task) {
    return new Seen(
        task.taskId(),
        task.status() == null ? null : task.status().value(),
        null,
        task.percentage(),
        task.videoUrl(),
        null,
        task.message());
  }

  @Override
  public Optional<List<Seen>> readAll(List<String> ids) {
    return Optional.of(
        api.getTasks(TasksRequest.builder().taskIds(ids).build()).tasks().stream()
            .map(ApiframeFlow::seen)
            .toList());
  }

  @Override
  public Optional<Long> balance() {
    return Optional.ofNullable(api.getAccount().credits());
  }

  @Override
  public void close() {
    api.close();
  }
}
