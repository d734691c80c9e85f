package io.github.lumacontracts.mock.internal.task.webhook;

import io.github.lumacontracts.mock.CallbackReport;
import io.github.lumacontracts.mock.internal.http.AllowedHosts;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.LenientUri;
import io.github.lumacontracts.mock.internal.http.OutgoingClient;
import io.github.lumacontracts.mock.internal.task.Task;
import io.github.lumacontracts.mock.internal.task.TaskKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends webhooks until they have arrived, some at a time, each again after a pause if the receiver
 * does not answer with a status of 2xx. Those of one task go out one after the other: the next when
 * the last has arrived or is given up. Thread and client are made for the first one. Safe for
 * threads; no method waits for a receiver.
 */
public final class Deliveries implements AutoCloseable {
  /** Deliveries that the log keeps, of all worlds together. */
  public static final int LONGEST_LOG = 2000;

  /** Attempts of one delivery that the log keeps. */
  public static final int LONGEST_HISTORY = 20;

  private static final int MOST_WAITING = 10_000;
  private static final int MOST_AT_ONCE = 64;
  private static final int LONGEST_ANSWER = 1024 * 1024;
  private static final int LONGEST_SHOWN = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final WebhookSource source;
  private final AllowedHosts allowed;
  private final Clock system;
  private final RetryPolicy policy;
  private final Consumer<CallbackReport> listener;

  private final LinkedHashMap<String, Item> log = new LinkedHashMap<>();
  private final Queue<Item> ready = new ArrayDeque<>();

  /** For each task that has a delivery under way, the others that wait for it. */
  private final Map<TaskKey, Queue<Item>> behind = new HashMap<>();

  private @Nullable ScheduledThreadPoolExecutor sender;
  private @Nullable OutgoingClient client;
  private Runnable onRoom = () -> {};
  private long lastId;
  private int atOnce;
  private int waiting;
  private boolean closed;

  /** A delivery as it changes. */
  private static final class Item {
    private final String id;
    private final Task task;
    private final Change change;
    private final String given;
    private final String shown;
    private final ArrayDeque<Delivery.Attempt> attempts = new ArrayDeque<>(2);
    private Delivery.State state = Delivery.State.WAITING;
    private int copies;
    private int failed;
    private volatile boolean forgotten;

    Item(String id, Task task, Change change, String given, int copies) {
      this.id = id;
      this.task = task;
      this.change = change;
      this.given = given;
      this.shown = shown(given);
      this.copies = copies;
    }

    Delivery snapshot() {
      return new Delivery(id, task.key(), change, shown, state, List.copyOf(attempts));
    }
  }

  /** How an attempt ended. */
  private record Outcome(
      Optional<Integer> status,
      Optional<String> problem,
      Optional<String> blockedHost,
      boolean hopeless) {

    static Outcome answered(int status) {
      boolean good = status >= 200 && status < 300;
      return new Outcome(
          Optional.of(status),
          good ? Optional.empty() : Optional.of("the answer was " + status + ", expected 2xx"),
          Optional.empty(),
          false);
    }

    static Outcome failed(String problem) {
      return new Outcome(Optional.empty(), Optional.of(problem), Optional.empty(), false);
    }

    static Outcome hopeless(String problem, Optional<String> blockedHost) {
      return new Outcome(Optional.empty(), Optional.of(problem), blockedHost, true);
    }
  }

  /** Why something cannot be sent at all. */
  private static final class UnsendableException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Outcome outcome;

    UnsendableException(Outcome outcome) {
      super(outcome.problem().orElse(""), null, false, false);
      this.outcome = outcome;
    }
  }

  /**
   * Makes a sender.
   *
   * @param hosts that may be called besides this machine; {@code *} for any
   * @param listener is told of each attempt
   */
  public Deliveries(
      WebhookSource source,
      Collection<String> hosts,
      Clock system,
      RetryPolicy policy,
      Consumer<CallbackReport> listener) {
    this.source = source;
    this.allowed = new AllowedHosts(hosts);
    this.system = system;
    this.policy = policy;
    this.listener = listener;
  }

  /** Whether more may be sent; who sends more than that fills the memory. */
  synchronized boolean hasRoom() {
    return waiting < MOST_WAITING;
  }

  /** Has somebody told when there is room again. */
  synchronized void onRoom(Runnable told) {
    onRoom = told;
  }

  /** Tells a client of a change, later and elsewhere. */
  void send(Task task, Change change, WebhookPlan plan, String address) {
    synchronized (this) {
      if (closed) {
        return;
      }
      Item item = new Item(String.valueOf(++lastId), task, change, address, plan.copies());
      keep(item);
      if (plan.lost()) {
        item.state = Delivery.State.LOST;
      } else {
        enqueue(item);
      }
    }
  }

  private void keep(Item item) {
    log.put(item.id, item);
    if (log.size() > LONGEST_LOG) {
      Iterator<String> oldest = log.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private void enqueue(Item item) {
    waiting++;
    Queue<Item> others = behind.get(item.task.key());
    if (others == null) {
      behind.put(item.task.key(), new ArrayDeque<>(2));
      ready.add(item);
      pump();
    } else {
      others.add(item);
    }
  }

  /** Starts as much as may go on at once. */
  private void pump() {
    while (atOnce < MOST_AT_ONCE && !closed) {
      Item next = ready.poll();
      if (next == null) {
        return;
      }
      atOnce++;
      sender().execute(() -> attempt(next));
    }
  }

  private ScheduledThreadPoolExecutor sender() {
    if (sender == null) {
      sender =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread thread = new Thread(task, "luma-mock-webhook");
                thread.setDaemon(true);
                return thread;
              },
              (task, pool) -> {}); // closed, so nothing is sent any more
    }
    return sender;
  }

  private synchronized OutgoingClient client() {
    if (client == null) {
      client = new OutgoingClient(TIMEOUT, LONGEST_ANSWER, Optional.empty());
    }
    return client;
  }

  private void attempt(Item item) {
    Instant at = system.instant();
    try {
      HttpRequest request = request(item);
      var unused =
          client()
              .sendAsync(request)
              .whenComplete((answer, failure) -> done(item, at, request.method(), answer, failure));
    } catch (UnsendableException e) {
      done(item, at, "", e.outcome);
    } catch (RuntimeException | StackOverflowError e) {
      // The message may hold what the client sent, secrets too.
      done(item, at, "", Outcome.failed("nothing could be sent: " + e.getClass().getSimpleName()));
    }
  }

  private HttpRequest request(Item item) throws UnsendableException {
    if (item.forgotten) {
      throw new UnsendableException(Outcome.hopeless("nobody wants it any more", Optional.empty()));
    }
    Optional<URI> url = LenientUri.parse(item.given);
    if (url.isEmpty()) {
      throw new UnsendableException(
          Outcome.hopeless("this is no address of http or https", Optional.empty()));
    }
    String host = url.get().getHost();
    if (!allowed.permit(host)) {
      throw new UnsendableException(
          Outcome.hopeless(
              host + " is not on this machine and not among the allowed hosts", Optional.of(host)));
    }
    Webhook webhook = source.webhook(item.task, item.change);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.get())
            .method(
                webhook.method(),
                webhook.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(webhook.body()))
            .setHeader("user-agent", OutgoingClient.CALLBACK_AGENT);
    for (Header header : webhook.headers()) {
      try {
        header.setOn(request);
      } catch (IllegalArgumentException e) {
        throw new UnsendableException(
            Outcome.hopeless(String.valueOf(e.getMessage()), Optional.empty()));
      }
    }
    return request.build();
  }

  private void done(
      Item item,
      Instant at,
      String method,
      @Nullable HttpResponse<byte[]> answer,
      @Nullable Throwable failure) {
    if (answer != null) {
      done(item, at, method, Outcome.answered(answer.statusCode()));
      return;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String reason =
        cause == null || cause.getMessage() == null ? "no connection" : cause.getMessage();
    done(item, at, method, Outcome.failed(reason));
  }

  private void done(Item item, Instant at, String method, Outcome outcome) {
    Runnable room = () -> {};
    synchronized (this) {
      atOnce--;
      item.attempts.add(new Delivery.Attempt(at, outcome.status(), outcome.problem()));
      if (item.attempts.size() > LONGEST_HISTORY) {
        item.attempts.remove();
      }
      if (outcome.problem().isEmpty()) {
        item.failed = 0;
        item.copies--;
      } else {
        item.failed++;
      }
      if (outcome.problem().isEmpty() && item.copies > 0 && !item.forgotten) {
        ready.add(item);
      } else if (outcome.problem().isPresent()
          && !outcome.hopeless()
          && !item.forgotten
          && item.failed < policy.attempts()) {
        later(item);
      } else {
        boolean wasFull = waiting >= MOST_WAITING;
        finish(
            item, outcome.problem().isEmpty() ? Delivery.State.DELIVERED : Delivery.State.GIVEN_UP);
        room = wasFull ? onRoom : room;
      }
      pump();
    }
    room.run();
    listener.accept(
        new CallbackReport(
            item.change.callback(),
            method.isEmpty() ? "POST" : method,
            item.shown,
            outcome.status(),
            List.of(),
            outcome.status().isPresent() ? Optional.empty() : outcome.problem(),
            outcome.blockedHost()));
  }

  private void later(Item item) {
    Duration pause = policy.after(item.failed);
    var unused = sender().schedule(() -> again(item), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void again(Item item) {
    ready.add(item);
    pump();
  }

  private void finish(Item item, Delivery.State state) {
    item.state = state;
    waiting--;
    Queue<Item> others = behind.getOrDefault(item.task.key(), new ArrayDeque<>(0));
    Item next = others.poll();
    if (next == null) {
      behind.remove(item.task.key());
    } else {
      ready.add(next);
    }
  }

  /** Returns the latest deliveries of a world, latest first. */
  public synchronized List<Delivery> newest(String world, int limit) {
    List<Item> newestFirst = new ArrayList<>(log.values());
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .filter(item -> item.task.key().world().equals(world))
        .limit(limit)
        .map(Item::snapshot)
        .toList();
  }

  /**
   * Sends something once more, whatever became of it; what is still on its way is left alone.
   *
   * @return the delivery, if the log of that world has it
   */
  public synchronized Optional<Delivery> redeliver(String world, String id) {
    Item item = log.get(id);
    if (item == null || !item.task.key().world().equals(world)) {
      return Optional.empty();
    }
    if (item.state != Delivery.State.WAITING && !closed) {
      item.state = Delivery.State.WAITING;
      item.copies = 1;
      item.failed = 0;
      enqueue(item);
    }
    return Optional.of(item.snapshot());
  }

  /** Forgets all of a world. What waits there is not sent, except what is on its way already. */
  public synchronized void forget(String world) {
    Predicate<Item> ofWorld = item -> item.task.key().world().equals(world);
    log.values().stream().filter(ofWorld).forEach(item -> item.forgotten = true);
    log.values().removeIf(ofWorld);
  }

  /** What is no address is shown as far as it surely holds no secret. */
  private static String shown(String address) {
    Optional<URI> url = LenientUri.parse(address);
    if (url.isPresent()) {
      return LenientUri.withoutSecrets(url.get());
    }
    String plain = address.replaceFirst("[?#].*", "").replaceFirst("(?s)^.*@", "");
    return plain.substring(0, Math.min(LONGEST_SHOWN, plain.length()));
  }

  /** Gives up what still waits or is on its way. */
  @Override
  public synchronized void close() {
    closed = true;
    ready.clear();
    if (sender != null) {
      sender.shutdownNow();
    }
  }
}
