package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.common.Limit;
import com.github.tomakehurst.wiremock.common.Timing;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.store.RequestJournalStore;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.lumacontracts.mock.internal.Engine;
import java.util.AbstractCollection;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last requests, as many as it has room for. Writing is cheap; what WireMock shows of a request
 * is made when somebody asks. Safe for threads.
 *
 * <p>Requests that nobody knows are filed as unmatched, so that WireMock's near misses find them.
 */
final class Journal implements RequestJournalStore {
  private final int capacity;
  private final ArrayDeque<Entry> newestFirst = new ArrayDeque<>();
  private final Map<UUID, Entry> byId = new HashMap<>();

  Journal(int capacity) {
    this.capacity = capacity;
  }

  /** A request, of which the id and WireMock's view may not have been needed yet. */
  private static final class Entry {
    private final @Nullable DirectRequest request;
    private final Engine.@Nullable Answer answer;
    private @Nullable UUID id;
    private @Nullable ServeEvent event;

    Entry(DirectRequest request, Engine.Answer answer) {
      this.request = request;
      this.answer = answer;
    }

    Entry(ServeEvent event) {
      this.request = null;
      this.answer = null;
      this.id = event.getId();
      this.event = event;
    }
  }

  /** Remembers a request that WireMock did not see. */
  synchronized void record(DirectRequest request, Engine.Answer answer) {
    push(new Entry(request, answer));
  }

  private void push(Entry entry) {
    newestFirst.addFirst(entry);
    if (newestFirst.size() > capacity) {
      removeLast();
    }
  }

  @Override
  public synchronized void add(ServeEvent event) {
    Entry entry = new Entry(filed(event));
    byId.put(event.getId(), entry);
    push(entry);
  }

  @Override
  public synchronized void put(UUID id, ServeEvent event) {
    Entry entry = byId.get(id);
    // It may have been dropped for newer ones while it was being answered.
    if (entry != null) {
      entry.event = filed(event);
    }
  }

  @Override
  public synchronized Stream<ServeEvent> getAll() {
    return newestFirst.stream().map(this::event).toList().stream();
  }

  @Override
  public Stream<UUID> getAllKeys() {
    // WireMock counts the keys at each request; a collection with a size is not walked for that.
    return new AbstractCollection<UUID>() {
      @Override
      public Iterator<UUID> iterator() {
        return keys().iterator();
      }

      @Override
      public int size() {
        synchronized (Journal.this) {
          return newestFirst.size();
        }
      }
    }.stream();
  }

  private synchronized List<UUID> keys() {
    return newestFirst.stream().map(this::event).map(ServeEvent::getId).toList();
  }

  @Override
  public synchronized Optional<ServeEvent> get(UUID id) {
    keys(); // gives an id to those that have none yet
    return Optional.ofNullable(byId.get(id)).map(this::event);
  }

  @Override
  public synchronized void remove(UUID id) {
    keys();
    Entry entry = byId.remove(id);
    if (entry != null) {
      newestFirst.remove(entry);
    }
  }

  @Override
  public synchronized void removeLast() {
    Entry oldest = newestFirst.pollLast();
    if (oldest != null && oldest.id != null) {
      byId.remove(oldest.id);
    }
  }

  @Override
  public synchronized void clear() {
    newestFirst.clear();
    byId.clear();
  }

  private ServeEvent event(Entry entry) {
    ServeEvent made = entry.event;
    if (made == null) {
      UUID id = UUID.randomUUID();
      made = event(id, entry.request, entry.answer);
      entry.id = id;
      entry.event = made;
      byId.put(id, entry);
    }
    return made;
  }

  private static ServeEvent event(
      UUID id, @Nullable DirectRequest request, Engine.@Nullable Answer answer) {
    if (request == null || answer == null) {
      throw new IllegalStateException("An entry has a request and an answer, or an event.");
    }
    OperationStub stub = new OperationStub(answer);
    ResponseDefinition definition = stub.getResponse();
    Response response =
        Response.response()
            .status(definition.getStatus())
            .headers(
                answer.known()
                    ? definition
                        .getHeaders()
                        .plus(
                            new HttpHeader("Matched-Stub-Id", answer.id()),
                            new HttpHeader("Matched-Stub-Name", answer.name()))
                    : definition.getHeaders())
            .body(answer.response().body())
            .build();
    return filed(
        new ServeEvent(
            id,
            request.logged(),
            stub,
            definition,
            LoggedResponse.from(response, Limit.UNLIMITED),
            true,
            Timing.UNTIMED,
            new ConcurrentLinkedQueue<>()));
  }

  /**
   * Requests that nobody knows are answered through a stub all the same: WireMock's own way of
   * answering them would change the content type and drop headers.
   */
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
