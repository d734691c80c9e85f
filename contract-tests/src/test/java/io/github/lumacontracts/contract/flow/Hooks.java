package io.github.lumacontracts.contract.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lumacontracts.client.TaskSnapshot;
import io.github.lumacontracts.client.WebhookReceiver;
import io.github.lumacontracts.client.WebhookSecretException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An application that gets webhooks, on the server that every JDK has. */
final class Hooks implements AutoCloseable {
  private final WebhookReceiver receiver;
  private final HttpServer server;
  private final BlockingQueue<TaskSnapshot> news = new LinkedBlockingQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  Hooks(WebhookReceiver receiver) throws IOException {
    this.receiver = receiver;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = 200;
      try {
        receiver.receive(exchange.getRequestHeaders(), body, news::add);
      } catch (WebhookSecretException e) {
        refused.incrementAndGet();
        status = 401;
      }
      requests.incrementAndGet();
      exchange.sendResponseHeaders(status, -1);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  /** Returns what is told next. */
  TaskSnapshot next() throws InterruptedException {
    TaskSnapshot next = news.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("a webhook").isNotNull();
    return next;
  }

  /** Waits for so many requests, and returns how much of what they told was not asked for yet. */
  int newsAfter(int requests) throws InterruptedException {
    for (int i = 0; i < 1000 && this.requests.get() < requests; i++) {
      Thread.sleep(10);
    }
    assertThat(this.requests).as("webhooks").hasValueGreaterThanOrEqualTo(requests);
    return news.size();
  }

  int requests() {
    return requests.get();
  }

  /** Returns how many came with another secret than that of the receiver. */
  int refused() {
    return refused.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
