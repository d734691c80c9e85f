package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.store.InMemoryRequestJournalStore;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Files requests that nobody knows as unmatched, so that WireMock's near misses find them. They are
 * answered through a stub all the same: WireMock's own way of answering them would change the
 * content type and drop headers.
 */
final class JournalStore extends InMemoryRequestJournalStore {
  @Override
  public void add(ServeEvent event) {
    super.add(filed(event));
  }

  @Override
  public void put(UUID id, ServeEvent event) {
    super.put(id, filed(event));
  }

  private static ServeEvent filed(ServeEvent event) {
    if (!(event.getStubMapping() instanceof OperationStub stub) || stub.known()) {
      return event;
    }
    return new ServeEvent(
        event.getId(),
        event.getRequest(),
        null,
        ResponseDefinition.notConfigured(),
        event.getResponse(),
        false,
        event.getTiming(),
        new ConcurrentLinkedQueue<>(event.getSubEvents()));
  }
}
