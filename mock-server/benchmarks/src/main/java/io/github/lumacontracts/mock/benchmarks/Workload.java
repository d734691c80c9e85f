package io.github.lumacontracts.mock.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A document and the three kinds of request that are sent.
 *
 * @param name for the table
 * @param document file that every server loads
 */
record Workload(String name, Path document, List<Kind> kinds) {
  private static final int COPIES = 200;

  /** A kind of request. {@code status} is what a server that validates answers. */
  record Kind(String name, String method, String path, String body, int status) {
    byte[] bytes(int port) {
      String head =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: 127.0.0.1:"
              + port
              + "\r\nAuthorization: Bearer test-key\r\nAccept: */*\r\n";
      if (!body.isEmpty()) {
        head += "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
      }
      return (head + "\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** V-API's document: 5 operations. */
  static Workload small(Path folder, String document) {
    return new Workload(
        "V-API (5 operations)", write(folder.resolve("small.yaml"), document), kinds(""));
  }

  /** V-API's operations 200 times over, so that nothing but the size of the document differs. */
  static Workload large(Path folder, String document) {
    List<String> lines = document.lines().toList();
    int start = lines.indexOf("paths:") + 1;
    int end = start;
    while (end < lines.size() && !lines.get(end).matches("\\w.*")) {
      end++;
    }
    StringBuilder yaml = new StringBuilder();
    lines.subList(0, start).forEach(line -> yaml.append(line).append('\n'));
    for (int i = 0; i < COPIES; i++) {
      for (String line : lines.subList(start, end)) {
        yaml.append(
                line.replaceFirst("^  /", "  /copy" + i + "/")
                    .replaceFirst("(operationId: \\w+)", "$1" + i))
            .append('\n');
      }
    }
    lines.subList(end, lines.size()).forEach(line -> yaml.append(line).append('\n'));
    return new Workload(
        "V-API " + COPIES + " times over (1,000 operations)",
        write(folder.resolve("large.yaml"), yaml.toString()),
        kinds("/copy" + COPIES / 2));
  }

  private static List<Kind> kinds(String base) {
    return List.of(
        new Kind(
            "GET", "GET", base + "/luma/generations/e70fdf3c-ce95-4dd1-a967-220ce957aff5", "", 200),
        new Kind(
            "valid POST",
            "POST",
            base + "/luma/generations",
            "{\"user_prompt\":\"a paper boat\",\"aspect_ratio\":\"16:9\",\"loop\":false}",
            200),
        new Kind(
            "invalid POST",
            "POST",
            base + "/luma/generations",
            "{\"aspect_ratio\":\"2:1\",\"loop\":\"yes\"}",
            400));
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
