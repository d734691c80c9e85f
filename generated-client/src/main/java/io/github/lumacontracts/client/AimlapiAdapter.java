package io.github.lumacontracts.client;

import io.github.lumacontracts.client.aimlapi.AimlapiApi;
import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.spec.Provider;
import java.util.concurrent.CompletableFuture;

/** To be written. */
final class AimlapiAdapter implements Adapter {
  static final Capabilities CAPABILITIES = Capabilities.of(Provider.AIMLAPI).build();

  private final AimlapiApi api;

  AimlapiAdapter(Adapters.Settings settings) {
    api = settings.client(AimlapiApi.builder());
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public CompletableFuture<Task> submit(VideoRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Task> submitGenerated(Object request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Task> extend(Task parent, VideoRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Task> extendGenerated(Task parent, Object request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<TaskSnapshot> fetch(Task task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Refusal refusal(ServiceException answer) {
    return new Refusal(Refusal.of(answer.statusCode()), java.util.List.of());
  }

  @Override
  public void close() {
    api.close();
  }
}
