package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.common.HttpsSettings;
import com.github.tomakehurst.wiremock.common.JettySettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty12.Jetty12HttpServer;
import com.github.tomakehurst.wiremock.store.SettingsStore;
import io.github.lumacontracts.mock.Exchange;
import io.github.lumacontracts.mock.internal.Engine;
import io.github.lumacontracts.mock.internal.SteeringApi;
import io.github.lumacontracts.mock.internal.callback.CallbackSender;
import io.github.lumacontracts.mock.internal.task.MediaShelf;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.io.NetworkTrafficListener;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** Makes WireMock's usual Jetty, with a filter in front of its stubs. */
final class ServerFactory implements HttpServerFactory {
  private final Supplier<Engine> engine;
  private final StubStore stubs;
  private final Journal journal;
  private final SettingsStore settings;
  private final Consumer<Exchange> listener;
  private final CallbackSender callbacks;
  private final MediaShelf shelf;
  private final SteeringApi steering;
  private final boolean cors;
  private final ProxyLoop loop;
  private final boolean neverWaits;
  private final CountDownLatch stopped;

  ServerFactory(
      Supplier<Engine> engine,
      StubStore stubs,
      Journal journal,
      SettingsStore settings,
      Consumer<Exchange> listener,
      CallbackSender callbacks,
      MediaShelf shelf,
      SteeringApi steering,
      boolean cors,
      ProxyLoop loop,
      boolean neverWaits,
      CountDownLatch stopped) {
    this.engine = engine;
    this.stubs = stubs;
    this.journal = journal;
    this.settings = settings;
    this.listener = listener;
    this.callbacks = callbacks;
    this.shelf = shelf;
    this.steering = steering;
    this.cors = cors;
    this.loop = loop;
    this.neverWaits = neverWaits;
    this.stopped = stopped;
  }

  @Override
  public HttpServer buildHttpServer(
      Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    UnreadableRequests filter = new UnreadableRequests(listener, loop);
    return new Jetty12HttpServer(options, admin, stubs) {
      @Override
      protected ServerConnector createHttpConnector(
          String host, int port, JettySettings settings, NetworkTrafficListener traffic) {
        return configured(super.createHttpConnector(host, port, settings, traffic));
      }

      @Override
      protected ServerConnector createHttpsConnector(
          String host,
          HttpsSettings https,
          JettySettings settings,
          NetworkTrafficListener traffic) {
        return configured(super.createHttpsConnector(host, https, settings, traffic));
      }

      @Override
      protected Handler createHandler(
          Options settingsOfWireMock,
          AdminRequestHandler adminHandler,
          StubRequestHandler stubHandler) {
        return new ReasonPhrases(
            new MediaAnswers(
                new DirectAnswers(
                    super.createHandler(settingsOfWireMock, adminHandler, stubHandler),
                    engine,
                    ServerFactory.this.stubs,
                    journal,
                    settings,
                    listener,
                    callbacks,
                    steering,
                    neverWaits),
                shelf,
                cors,
                listener));
      }

      @Override
      protected void applyAdditionalServerConfiguration(Server server, Options settings) {
        super.applyAdditionalServerConfiguration(server, settings);
        server.setErrorHandler(new ProblemErrors());
        server.addEventListener(
            new LifeCycle.Listener() {
              @Override
              public void lifeCycleStopped(LifeCycle stoppedServer) {
                stopped.countDown();
              }
            });
      }

      @Override
      protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
        super.decorateMockServiceContextAfterConfig(context);
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
      }
    };
  }

  private static ServerConnector configured(ServerConnector connector) {
    // Jetty remembers header lines per connection whatever their case, so "bearer x" after
    // "Bearer x" would arrive as the latter, and so would another key that differs in case.
    connector
        .getConnectionFactories()
        .forEach(
            factory -> {
              if (factory instanceof HttpConfiguration.ConnectionFactory http) {
                http.getHttpConfiguration().setHeaderCacheCaseSensitive(true);
                // WireMock leaves the date out, which clients that check freshness miss.
                http.getHttpConfiguration().setSendDateHeader(true);
              }
            });
    return connector;
  }
}
