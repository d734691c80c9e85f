package io.github.lumacontracts.contract;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One HTTP exchange from a file: what a provider's page sends, and what it says comes back.
 *
 * @param name folder and file, for the report
 * @param title what the exchange shows, in a sentence
 * @param method HTTP method
 * @param target path and query as they go over the wire; raw, since a sample has square brackets
 *     that {@link URI} refuses
 * @param headers of the request, in order
 * @param body of the request as it goes over the wire, empty for none
 * @param status expected
 * @param expectedHeaders of the answer; others may come too
 * @param expectedBody of the answer, JSON
 * @param livingBody of the answer where tasks live, JSON; another one where the page shows the
 *     prompt of another request
 */
record SampleExchange(
    String name,
    String title,
    String method,
    String target,
    Map<String, String> headers,
    String body,
    int status,
    Map<String, String> expectedHeaders,
    String expectedBody,
    String livingBody) {

  static Stream<SampleExchange> readAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(SampleExchange::read)
          .toList()
          .stream();
    }
  }

  private static SampleExchange read(Path file) {
    try {
      String text = Files.readString(file);
      String[] sections = text.split("====(test|request|expect|living)====\r?\n");
      if (sections.length < 4 || sections.length > 5) {
        throw new IllegalArgumentException(
            file
                + " needs the sections ====test====, ====request==== and ====expect====,"
                + " and may have ====living====.");
      }
      Message request = Message.parse(sections[2]);
      Message answer = Message.parse(sections[3]);
      String[] requestLine = request.firstLine().split(" ");
      return new SampleExchange(
          file.getParent().getFileName() + "/" + file.getFileName(),
          sections[1].strip(),
          requestLine[0],
          requestLine[1].replaceFirst("^https://[^/]+", ""),
          request.headers(),
          request.body(),
          Integer.parseInt(answer.firstLine()),
          answer.headers(),
          answer.body(),
          sections.length == 5 ? sections[4] : answer.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Sends the request to another host; {@code base} takes the place of scheme and authority. */
  RawAnswer sendTo(URI base) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(method)
        .append(' ')
        .append(base.getRawPath())
        .append(target)
        .append(" HTTP/1.1\r\n");
    head.append("Host: ").append(base.getAuthority()).append("\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (content.length > 0) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    head.append("\r\n");
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(content);
      return RawAnswer.parse(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /**
   * What came back.
   *
   * @param headers by name in any case
   */
  record RawAnswer(int status, Map<String, String> headers, String body) {
    private static RawAnswer parse(String text) {
      Message message = Message.parse(text);
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(message.headers());
      return new RawAnswer(
          Integer.parseInt(message.firstLine().split(" ")[1]), headers, message.body());
    }
  }

  @Override
  public String toString() {
    return name + ": " + title;
  }

  private record Message(String firstLine, Map<String, String> headers, String body) {
    static Message parse(String text) {
      String[] headAndBody = text.split("\r?\n\r?\n", 2);
      List<String> lines = headAndBody[0].lines().toList();
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line : lines.subList(1, lines.size())) {
        int colon = line.indexOf(':');
        headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
      String body = headAndBody.length == 2 ? headAndBody[1] : "";
      return new Message(lines.get(0), headers, body.replaceFirst("\r?\n\\z", ""));
    }
  }
}
