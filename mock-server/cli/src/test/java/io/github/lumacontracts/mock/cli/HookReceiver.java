package io.github.lumacontracts.mock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes webhooks, and answers with the status that is wanted at the moment. */
final class HookReceiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private volatile int status = 200;

  HookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          int answer = status;
          JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
          received.add(answer + " " + body.path("task_id").asText() + " " + status(body));
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** Returns where a task stands; a finished one is known by its video. */
  static String status(JsonNode task) {
    return task.has("video_url") ? "finished" : task.path("status").asText();
  }

  void answer(int next) {
    status = next;
  }

  /** Returns status, task and state of the next webhook, empty if none comes. */
  String next(long seconds) throws InterruptedException {
    String next = received.poll(seconds, TimeUnit.SECONDS);
    return next == null ? "" : next;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
