package io.github.lumacontracts.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A real Chromium without a window and with one page, driven by its DevTools protocol. */
public final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final BlockingQueue<String> loaded = new LinkedBlockingQueue<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicLong lastId = new AtomicLong();
  private final WebSocket socket;

  /** Returns where Chromium is, if it is there. */
  public static Optional<Path> executable() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Opens it.
   *
   * @param folder where it may write
   */
  public Browser(Path chromium, Path folder) throws Exception {
    Path profile = Files.createDirectory(folder.resolve("profile"));
    ProcessBuilder chrome =
        new ProcessBuilder(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--autoplay-policy=no-user-gesture-required",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    chrome.environment().put("TMPDIR", folder.toString()); // otherwise it leaves a folder there
    process = chrome.start();
    try {
      HttpClient client = HttpClient.newHttpClient();
      socket =
          client
              .newWebSocketBuilder()
              .buildAsync(page(client, port(profile)), new Listener())
              .join();
      for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
        call(domain + ".enable", "{}");
      }
    } catch (Exception | AssertionError e) {
      close();
      throw e;
    }
  }

  private static int port(Path profile) throws Exception {
    Path file = profile.resolve("DevToolsActivePort");
    for (long tries = PATIENCE_SECONDS * 10; tries > 0; tries--) {
      if (Files.exists(file) && Files.readString(file).contains("\n")) {
        return Integer.parseInt(Files.readAllLines(file).get(0));
      }
      Thread.sleep(100);
    }
    throw new AssertionError("Chromium does not listen.");
  }

  private static URI page(HttpClient client, int port) throws Exception {
    HttpRequest pages =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json")).build();
    JsonNode all = JSON.readTree(client.send(pages, HttpResponse.BodyHandlers.ofString()).body());
    for (JsonNode page : all) {
      if (page.path("type").asText().equals("page")) {
        return URI.create(page.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new AssertionError("Chromium has no page.");
  }

  /** Takes what Chromium says. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          take(JSON.readTree(text.toString()));
        } catch (IOException e) {
          complaints.add(e.toString());
        }
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private void take(JsonNode message) {
    JsonNode parameters = message.path("params");
    switch (message.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.add("");
      case "Network.requestWillBeSent" ->
          requests.add(parameters.path("request").path("url").asText());
      case "Log.entryAdded" -> complaints.add(parameters.path("entry").path("text").asText());
      case "Runtime.exceptionThrown", "Runtime.consoleAPICalled" ->
          complaints.add(parameters.toString());
      case "" -> {
        CompletableFuture<JsonNode> call = waiting.remove(message.path("id").asLong());
        if (call != null) {
          call.complete(message);
        }
      }
      default -> {}
    }
  }

  private JsonNode call(String method, String parameters) throws Exception {
    long id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.readTree(parameters));
    socket.sendText(message.toString(), true).join();
    JsonNode result = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (result.has("error")) {
      throw new AssertionError(method + ": " + result);
    }
    return result.path("result");
  }

  /** Sets how wide the screen is, and what the person prefers. */
  void screen(int width, boolean dark) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\": %d, \"height\": 800, \"deviceScaleFactor\": 1, \"mobile\": false}"
            .formatted(width));
    call(
        "Emulation.setEmulatedMedia",
        "{\"features\": [{\"name\": \"prefers-color-scheme\", \"value\": \"%s\"}]}"
            .formatted(dark ? "dark" : "light"));
  }

  /** Switches off what the page brings to run; what tests run still runs. */
  void withoutScripts() throws Exception {
    call("Emulation.setScriptExecutionDisabled", "{\"value\": true}");
  }

  /** Goes to a page and waits until it is there. */
  public void visit(URI address) throws Exception {
    loaded.clear();
    call("Page.navigate", JSON.createObjectNode().put("url", address.toString()).toString());
    awaitPage();
  }

  /** Clicks on what a selector finds and waits for the page that follows. */
  void press(String selector) throws Exception {
    loaded.clear();
    evaluate("document.querySelector(" + JSON.valueToTree(selector) + ").click()");
    awaitPage();
  }

  /** Waits for the next page. */
  void awaitPage() throws Exception {
    if (loaded.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
      throw new AssertionError("No page has come.");
    }
  }

  /** Returns the value of an expression on the page, waiting for a promise. */
  String evaluate(String expression) throws Exception {
    ObjectNode parameters =
        JSON.createObjectNode()
            .put("expression", expression)
            .put("returnByValue", true)
            .put("userGesture", true)
            .put("awaitPromise", true);
    JsonNode result = call("Runtime.evaluate", parameters.toString());
    if (result.has("exceptionDetails")) {
      throw new AssertionError(result.toString());
    }
    return result.path("result").path("value").asText();
  }

  /** Returns a picture of the whole page. */
  byte[] screenshot() throws Exception {
    JsonNode picture =
        call("Page.captureScreenshot", "{\"format\": \"png\", \"captureBeyondViewport\": true}");
    return Base64.getDecoder().decode(picture.path("data").asText());
  }

  /** Returns what a person would find in the console. */
  List<String> complaints() {
    return complaints;
  }

  /** Returns the addresses that were asked for. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    Stream.concat(Stream.of(process.toHandle()), children.stream())
        .forEach(each -> each.onExit().orTimeout(10, TimeUnit.SECONDS).join()); // they write files
  }
}
