package io.github.lumacontracts.contract.flow;

import io.github.lumacontracts.client.aimlapi.AimlapiApi;
import io.github.lumacontracts.client.aimlapi.model.Generation;
import io.github.lumacontracts.client.aimlapi.model.GenerationRequest;
import java.util.List;
import java.util.Optional;

/** AI/ML API: one task is read as an array of one. */
final class AimlapiFlow implements TaskFlow {
  private final AimlapiApi api;

  AimlapiFlow(Settings settings) {
    api = settings.client(AimlapiApi.builder());
  }

  @Override
  public Seen submit(String prompt, String aspectRatio) {
    return seen(
        api.createGeneration(
            GenerationRequest.builder().userPrompt(prompt).aspectRatio(aspectRatio).build()));
  }

  @Override
  public Seen extend(String parent, String prompt) {
    return seen(
        api.extendGeneration(parent, GenerationRequest.builder().userPrompt(prompt).build()));
  }

  @Override
  public Seen read(String id) {
    return readAll(List.of(id)).orElseThrow().get(0);
  }

  @Override
  public Optional<List<Seen>> readAll(List<String> ids) {
    return Optional.of(api.getGenerations(ids).stream().map(AimlapiFlow::seen).toList());
  }

  private static Seen seen(Generation task) {
    return new Seen(
        task.id(),
        task.state().value(),
        task.prompt(),
        null,
        task.video() == null ? null : task.video().url(),
        task.video() == null ? null : task.video().thumbnail(),
        null);
  }

  @Override
  public Optional<List<Seen>> list() {
    return Optional.of(
        api.listGenerations().stream()
            .map(
                task ->
                    new Seen(task.lumaGenerationId(), null, task.prompt(), null, null, null, null))
            .toList());
  }

  @Override
  public void close() {
    api.close();
  }
}
