package io.github.lumacontracts.mock;

import io.github.lumacontracts.mock.internal.DocumentWatcher;
import io.github.lumacontracts.mock.internal.Engine;
import io.github.lumacontracts.mock.internal.LiveTasks;
import io.github.lumacontracts.mock.internal.MountedDocument;
import io.github.lumacontracts.mock.internal.MountedOperation;
import io.github.lumacontracts.mock.internal.SampleRequests;
import io.github.lumacontracts.mock.internal.SteeringApi;
import io.github.lumacontracts.mock.internal.callback.CallbackSender;
import io.github.lumacontracts.mock.internal.document.DocumentReader;
import io.github.lumacontracts.mock.internal.document.FileVersion;
import io.github.lumacontracts.mock.internal.task.MediaShelf;
import io.github.lumacontracts.mock.internal.task.TaskSettings;
import io.github.lumacontracts.mock.internal.wiremock.StubServer;
import io.github.lumacontracts.spec.Provider;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A running stub server: answers what OpenAPI documents say and carries WireMock's admin API at
 * {@code /__admin}.
 *
 * <p>Safe for threads. Runs until {@link #close()}.
 *
 * <pre>{@code
 * try (MockServer server = MockServer.start()) {
 *   URI api = server.baseUri(provider);
 *   …
 * }
 * }</pre>
 */
public final class MockServer implements AutoCloseable {
  private final MockServerOptions options;
  private final StubServer server;
  private final CallbackSender callbacks;
  private final Current current;
  private final Optional<LiveTasks> tasks;
  private final AtomicReference<@Nullable DocumentWatcher> watcher = new AtomicReference<>();

  /** What is answered, and from what; replaced as a whole. */
  private record Served(Engine engine, List<MountedDocument> documents) {}

  /** What is answered now. */
  private static final class Current {
    private volatile @Nullable Served served;

    Served served() {
      return Objects.requireNonNull(served, "The server has not started yet.");
    }

    Engine engine() {
      return served().engine();
    }
  }

  private MockServer(
      MockServerOptions options,
      StubServer server,
      CallbackSender callbacks,
      Current current,
      Optional<LiveTasks> tasks) {
    this.options = options;
    this.server = server;
    this.callbacks = callbacks;
    this.current = current;
    this.tasks = tasks;
  }

  /**
   * Starts a server for all providers on a free port of 127.0.0.1.
   *
   * @throws MockServerException if it cannot start
   */
  public static MockServer start() {
    return start(MockServerOptions.defaults());
  }

  /**
   * Starts a server.
   *
   * @throws MockServerException if a document cannot be used, two documents claim one path, the
   *     store of tasks cannot be used, or the port is taken; nothing is left running then
   */
  public static MockServer start(MockServerOptions options) {
    Current current = new Current();
    Optional<LiveTasks> tasks =
        LiveTasks.areWanted(options)
            ? Optional.of(LiveTasks.open(options, () -> current.engine().tasks()))
            : Optional.empty();
    try {
      current.served = read(options, tasks.map(LiveTasks::settings));
      CallbackSender callbacks =
          new CallbackSender(options.callbackHosts(), options.callbackListener());
      StubServer server =
          StubServer.start(
              current::engine,
              options,
              callbacks,
              tasks.<MediaShelf>map(live -> live).orElse(MediaShelf.EMPTY),
              new SteeringApi(tasks.map(LiveTasks::worlds), options.host()),
              tasks.filter(LiveTasks::mayWait).isPresent());
      MockServer started = new MockServer(options, server, callbacks, current, tasks);
      tasks.ifPresent(live -> live.start(started.baseUri().toString()));
      options.watch().ifPresent(started::watch);
      return started;
    } catch (MockServerException e) {
      tasks.ifPresent(LiveTasks::close);
      throw e;
    }
  }

  static Engine engine(MockServerOptions options) {
    return read(options, Optional.empty()).engine();
  }

  private static Served read(MockServerOptions options, Optional<TaskSettings> tasks) {
    List<MountedDocument> documents = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Mount mount : options.mounts()) {
      documents.add(
          new MountedDocument(
              DocumentReader.read(mount.name(), mount.document(), !isBuiltIn(mount)),
              id(mount, ids),
              mount.basePath(),
              mount.serverPaths(),
              options.generation()));
    }
    if (options.strict()) {
      List<String> warnings =
          documents.stream()
              .flatMap(document -> document.document().strictWarnings().stream())
              .toList();
      if (!warnings.isEmpty()) {
        throw new MockServerException(String.join("\n", warnings));
      }
    }
    return new Served(new Engine(documents, options, tasks), List.copyOf(documents));
  }

  /**
   * Reads all documents again and answers by them from then on. Requests on their way are still
   * answered by the old ones; stubs and the request journal stay.
   *
   * @throws MockServerException if a document cannot be used; the server goes on with the old ones
   */
  public synchronized void reload() {
    current.served = read(options, tasks.map(LiveTasks::settings));
  }

  private void watch(ReloadListener listener) {
    if (files().isEmpty()) {
      return;
    }
    try {
      watcher.set(DocumentWatcher.start(this::files, () -> reload(listener)));
    } catch (UncheckedIOException e) {
      server.close();
      throw new MockServerException(
          "The folders of the documents cannot be watched: " + e.getMessage() + ".", e);
    }
  }

  private List<FileVersion> files() {
    return current.served().documents().stream()
        .flatMap(d -> d.document().files().stream())
        .toList();
  }

  /** Returns how to tell the listener what has become of it. */
  private Runnable reload(ReloadListener listener) {
    listener.reloading();
    try {
      reload();
      return () -> listener.reloaded(this);
    } catch (MockServerException e) {
      return () -> listener.kept(e);
    }
  }

  /** The built-in documents are checked when they are built. */
  private static boolean isBuiltIn(Mount mount) {
    String address = mount.document().toExternalForm();
    return Arrays.stream(Provider.values())
        .anyMatch(provider -> provider.document().toExternalForm().equals(address));
  }

  /** Returns a name for addresses: the base path, else the file's name without its ending. */
  private static String id(Mount mount, Set<String> taken) {
    String file = mount.name().substring(mount.name().replace('\\', '/').lastIndexOf('/') + 1);
    String name = mount.basePath().isEmpty() ? file.replaceFirst("\\.\\w+$", "") : mount.basePath();
    String clean = name.replaceFirst("^/", "").replaceAll("[^A-Za-z0-9._-]+", "-");
    String id = clean.isEmpty() ? "document" : clean;
    for (int i = 2; !taken.add(id); i++) {
      id = clean + "-" + i;
    }
    return id;
  }

  /** Returns the address of the server, without a slash at the end. */
  public URI baseUri() {
    return address("http", port());
  }

  /** Returns the address for HTTPS, without a slash at the end, if there is one. */
  public Optional<URI> httpsUri() {
    return options.httpsPort().map(port -> address("https", server.httpsPort()));
  }

  private URI address(String scheme, int port) {
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return URI.create(scheme + "://" + host + ":" + port);
  }

  /**
   * Returns the address to give to a client of a provider instead of the real one.
   *
   * @throws IllegalArgumentException if the provider's document is not mounted
   */
  public URI baseUri(Provider provider) {
    for (Mount mount : options.mounts()) {
      if (mount.document().toExternalForm().equals(provider.document().toExternalForm())) {
        return URI.create(baseUri() + mount.basePath());
      }
    }
    throw new IllegalArgumentException(
        "The document of "
            + provider.title()
            + " is not on this server. Add Mount.of(Provider."
            + provider
            + ").");
  }

  public int port() {
    return server.port();
  }

  /** Returns the address of WireMock's admin API. */
  public URI adminUri() {
    return URI.create(baseUri() + "/__admin/");
  }

  /**
   * Returns the world of requests that name none.
   *
   * @throws IllegalStateException if tasks do not live on this server, since the options say so or
   *     want answers that are dynamic, ignore examples or come from an upstream server
   */
  public MockWorld world() {
    return world("");
  }

  /**
   * Returns a world for a test of its own: requests belong to it that have its name in the header
   * {@value MockWorld#HEADER}, or before a {@code ~} in their API key. It is there without being
   * made.
   *
   * @param name up to 64 letters, digits, dots, dashes and underscores
   * @throws IllegalArgumentException if no world can have this name
   * @throws IllegalStateException as {@link #world()}
   */
  public MockWorld world(String name) {
    return tasks
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Tasks do not live on this server, so it has no worlds. Start it without"
                        + " tasks(false), dynamic answers, ignored examples and upstream server."))
        .world(name);
  }

  /** Returns where the server shows each document, in the order of mounting. */
  public List<URI> referenceUris() {
    return current.served().documents().stream()
        .map(document -> URI.create(baseUri() + document.referencePath()))
        .toList();
  }

  /** Returns what is answered, in the order of documents and paths. */
  public List<Route> routes() {
    return current.served().engine().operations().stream().map(this::route).toList();
  }

  private Route route(MountedOperation operation) {
    return new Route(
        operation.operation().method(),
        operation.path(),
        operation.operation().operationId(),
        operation.document().document().name(),
        SampleRequests.address(operation, baseUri()));
  }

  /**
   * Returns a request that the documents call valid: of the first operation with a required body,
   * or of the first one at all.
   */
  public Optional<SampleRequest> sampleRequest() {
    return SampleRequests.first(current.served().engine().operations(), baseUri());
  }

  /** Returns what is not quite right in the documents, a sentence each. */
  public List<String> warnings() {
    return warnings(current.served().documents());
  }

  private static List<String> warnings(List<MountedDocument> documents) {
    return documents.stream().flatMap(document -> document.document().warnings().stream()).toList();
  }

  /** Waits until the server has stopped: by {@link #close()}, or because WireMock was told to. */
  public void awaitStop() throws InterruptedException {
    server.awaitStop();
  }

  /** Stops the server and frees the port. */
  @Override
  public void close() {
    DocumentWatcher running = watcher.getAndSet(null);
    if (running != null) {
      running.close();
    }
    server.close();
    callbacks.close();
    tasks.ifPresent(LiveTasks::close);
  }
}
