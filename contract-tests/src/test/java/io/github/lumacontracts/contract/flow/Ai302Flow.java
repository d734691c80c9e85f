package io.github.lumacontracts.contract.flow;

import io.github.lumacontracts.client.ai302.Ai302Api;
import io.github.lumacontracts.client.ai302.Ai302Api.CreateGenerationForm;
import io.github.lumacontracts.client.ai302.Ai302Api.ExtendGenerationForm;
import io.github.lumacontracts.client.ai302.model.SubmittedTask;
import io.github.lumacontracts.client.ai302.model.Task;

/** 302.AI: forms go in, no aspect ratio, and {@code video} is the address itself. */
final class Ai302Flow implements TaskFlow {
  private final Ai302Api api;

  Ai302Flow(Settings settings) {
    api = settings.client(Ai302Api.builder());
  }

  @Override
  public Seen submit(String prompt, String aspectRatio) {
    return seen(api.createGeneration(CreateGenerationForm.builder().userPrompt(prompt).build()));
  }

  @Override
  public Seen extend(String parent, String prompt) {
    return seen(
        api.extendGeneration(parent, ExtendGenerationForm.builder().userPrompt(prompt).build()));
  }

  private static Seen seen(SubmittedTask task) {
    return new Seen(task.id(), task.state().value(), task.prompt(), null, task.video(), null, null);
  }

  @Override
  public Seen read(String id) {
    Task task = api.getTask(id);
    return new Seen(
        task.id(), task.state().value(), task.prompt(), null, task.video(), null, task.error());
  }

  @Override
  public void close() {
    api.close();
  }
}
