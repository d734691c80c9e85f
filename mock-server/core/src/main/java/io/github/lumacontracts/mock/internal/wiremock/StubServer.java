package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.common.SingleRootFileSource;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.client.ApacheHttpClientFactory;
import com.github.tomakehurst.wiremock.http.client.HttpClient;
import com.github.tomakehurst.wiremock.http.client.LazyHttpClient;
import com.github.tomakehurst.wiremock.store.DefaultStores;
import com.github.tomakehurst.wiremock.store.InMemorySettingsStore;
import com.github.tomakehurst.wiremock.store.RequestJournalStore;
import com.github.tomakehurst.wiremock.store.SettingsStore;
import com.github.tomakehurst.wiremock.store.StubMappingStore;
import io.github.lumacontracts.mock.Exchange;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.internal.Engine;
import io.github.lumacontracts.mock.internal.SteeringApi;
import io.github.lumacontracts.mock.internal.callback.CallbackSender;
import io.github.lumacontracts.mock.internal.task.MediaShelf;
import java.io.File;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running WireMock server with the engine behind its stubs. Safe for threads. */
public final class StubServer implements AutoCloseable {
  private final WireMockServer server;
  private final CountDownLatch stopped;

  private StubServer(WireMockServer server, CountDownLatch stopped) {
    this.server = server;
    this.stopped = stopped;
  }

  /**
   * Starts the server.
   *
   * @param engine asked for each request, since documents may change
   * @param shelf asked for each request for a video
   * @param steering answers what is about the server itself
   * @param tasksMayWait whether the engine may have to wait for the store of its tasks
   * @throws MockServerException if it cannot listen there
   */
  public static StubServer start(
      Supplier<Engine> engine,
      MockServerOptions options,
      CallbackSender callbacks,
      MediaShelf shelf,
      SteeringApi steering,
      boolean tasksMayWait) {
    String host = options.host();
    int port = options.port();
    Consumer<Exchange> listener = options.listener().orElse(exchange -> {});
    boolean neverWaits =
        options.listener().isEmpty()
            && options.upstream().isEmpty()
            && !options.dynamic()
            && !tasksMayWait;
    // Recordings go to a folder of their own and not into the working directory, whose stubs
    // WireMock
    // would load again at the next start. The folder is only made when there is something to save.
    File files =
        Path.of(System.getProperty("java.io.tmpdir"), "luma-mock-" + UUID.randomUUID()).toFile();
    SingleRootFileSource source = new RecordedFiles(files);
    CountDownLatch stopped = new CountDownLatch(1);
    StubStore stubs = new StubStore(engine);
    Journal journal = new Journal(options.journalSize());
    SettingsStore settings = new InMemorySettingsStore();
    ProxyLoop loop = new ProxyLoop();
    WireMockConfiguration configuration =
        WireMockConfiguration.options()
            .bindAddress(host)
            .port(port)
            .fileSource(source)
            .withStores(
                new DefaultStores(source) {
                  @Override
                  public StubMappingStore getStubStore() {
                    return stubs;
                  }

                  @Override
                  public SettingsStore getSettingsStore() {
                    return settings;
                  }

                  @Override
                  public RequestJournalStore getRequestJournalStore() {
                    return journal;
                  }
                })
            .httpServerFactory(
                new ServerFactory(
                    engine,
                    stubs,
                    journal,
                    settings,
                    listener,
                    callbacks,
                    shelf,
                    steering,
                    options.cors(),
                    loop,
                    neverWaits,
                    stopped))
            .extensions(new ExchangeReporter(listener), new CallbackTrigger(callbacks), loop)
            .httpClientFactory(StubServer::clientOnDemand)
            .maxRequestJournalEntries(options.journalSize())
            // A slow client or upstream server holds a thread; they are only made when needed.
            .containerThreads(250)
            // Both cost more than the answer itself.
            .stubRequestLoggingDisabled(true)
            // Java's own client would upgrade, and WireMock's faults do not exist in HTTP/2.
            .http2PlainDisabled(true)
            .gzipDisabled(true)
            .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER);
    if (options.journalSize() == 0) {
      configuration.disableRequestJournal();
    }
    options.httpsPort().ifPresent(configuration::httpsPort);
    options.httpsKeyStore().ifPresent(file -> HttpsKeyStore.open(file).use(configuration));
    WireMockServer server = new WireMockServer(configuration);
    try {
      server.start();
    } catch (FatalStartupException e) {
      server.stop();
      throw cannotListen(host, port, options.httpsPort(), e);
    }
    return new StubServer(server, stopped);
  }

  /** Most servers never forward for a stub of a user, and a client reads many certificates. */
  private static HttpClient clientOnDemand(
      Options options, boolean trustAll, List<String> trusted, boolean systemProperties) {
    return new LazyHttpClient(
        () ->
            new ApacheHttpClientFactory()
                .buildHttpClient(options, trustAll, trusted, systemProperties));
  }

  private static MockServerException cannotListen(
      String host, int httpPort, Optional<Integer> httpsPort, FatalStartupException failure) {
    int port = httpsPort.filter(https -> isAbout(https, failure)).orElse(httpPort);
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new MockServerException(
            "Cannot listen on "
                + host
                + ":"
                + port
                + ": "
                + cause.getMessage()
                + ". Is the port taken? Port 0 takes a free one.",
            failure);
      }
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason =
        root instanceof UnresolvedAddressException || root instanceof UnknownHostException
            ? "no such address. Name one of this machine, such as 127.0.0.1 or 0.0.0.0."
            : root.getMessage() + ".";
    return new MockServerException(
        "Cannot listen on " + host + ":" + port + ": " + reason, failure);
  }

  /** Jetty says which of the two addresses it cannot have. */
  private static boolean isAbout(int port, Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).endsWith(":" + port)) {
        return true;
      }
    }
    return false;
  }

  public int port() {
    return server.port();
  }

  public int httpsPort() {
    return server.httpsPort();
  }

  /** Waits until it has stopped, whoever stopped it. */
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  @Override
  public void close() {
    server.stop();
  }
}
