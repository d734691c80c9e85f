package io.github.lumacontracts.contract.flow;

import io.github.lumacontracts.client.vapi.VapiApi;
import io.github.lumacontracts.client.vapi.model.AspectRatio;
import io.github.lumacontracts.client.vapi.model.BatchTask;
import io.github.lumacontracts.client.vapi.model.ExtendRequest;
import io.github.lumacontracts.client.vapi.model.ExtendedGeneration;
import io.github.lumacontracts.client.vapi.model.Generation;
import io.github.lumacontracts.client.vapi.model.GenerationRequest;
import io.github.lumacontracts.client.vapi.model.SubmittedGeneration;
import io.github.lumacontracts.client.vapi.model.TasksRequest;
import java.util.List;
import java.util.Optional;

/** V-API: the state in {@code state}, the prompt below {@code request}. */
final class VapiFlow implements TaskFlow {
  private final VapiApi api;

  VapiFlow(Settings settings) {
    api = settings.client(VapiApi.builder());
  }

  @Override
  public Seen submit(String prompt, String aspectRatio) {
    SubmittedGeneration task =
        api.createGeneration(
            GenerationRequest.builder()
                .userPrompt(prompt)
                .aspectRatio(AspectRatio.of(aspectRatio))
                .build());
    return new Seen(
        task.id(), task.state().value(), task.request().prompt(), null, null, null, null);
  }

  @Override
  public Seen extend(String parent, String prompt) {
    ExtendedGeneration task =
        api.extendGeneration(parent, ExtendRequest.builder().userPrompt(prompt).build());
    return new Seen(task.id(), task.state().value(), task.prompt(), null, null, null, null);
  }

  @Override
  public Seen read(String id) {
    return seen(api.getGeneration(id));
  }

  private static Seen seen(Generation task) {
    return new Seen(
        task.id(),
        task.state().value(),
        task.request() == null ? null : task.request().prompt(),
        null,
        task.video() == null ? null : task.video().downloadUrl(), // url has a watermark
        task.thumbnail() == null ? null : task.thumbnail().url(),
        task.failureReason());
  }

  @Override
  public Optional<List<Seen>> readAll(List<String> ids) {
    return Optional.of(
        api.getTasks(TasksRequest.builder().ids(ids).build()).data().stream()
            .map(VapiFlow::seen)
            .toList());
  }

  private static Seen seen(BatchTask task) {
    return new Seen(
        task.taskId(),
        task.status().value() + (task.data() == null ? "" : " " + task.data().state().value()),
        null,
        task.progress(),
        task.data() == null || task.data().video() == null ? null : task.data().video().url(),
        null,
        task.failReason());
  }

  @Override
  public Optional<String> downloadUrl(String id) {
    return Optional.ofNullable(api.getDownloadUrl(id).url());
  }

  @Override
  public void close() {
    api.close();
  }
}
