package io.github.lumacontracts.mock.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A document and the three kinds of request that are sent.
 *
 * @param name for the table
 * @param document file that every server loads
 */
record Workload(String name, Path document, List<Kind> kinds) {
  private static final int COPIES = 200;
  private static final Pattern OPERATION = Pattern.compile("operationId: (\\w+)");

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
    List<String> paths = below(lines, "paths:");
    List<String> links = below(lines, "  links:");
    String operations =
        paths.stream()
            .flatMap(line -> OPERATION.matcher(line).results())
            .map(found -> found.group(1))
            .collect(Collectors.joining("|", "\\b(", ")\\b"));
    StringBuilder yaml = new StringBuilder();
    int next = 0;
    while (next < lines.size()) {
      String line = lines.get(next++);
      yaml.append(line).append('\n');
      List<String> block =
          line.equals("paths:") ? paths : line.equals("  links:") ? links : List.of();
      for (int i = 0; i < COPIES; i++) {
        for (String copied : block) {
          yaml.append(
                  copied
                      .replaceFirst("^  /", "  /copy" + i + "/")
                      .replaceFirst("^    (\\w+):$", "    $1" + (block == links ? i : "") + ":")
                      .replaceFirst("(#/components/links/\\w+)", "$1" + i)
                      .replaceAll(operations, "$1" + i))
              .append('\n');
        }
      }
      next += block.size();
    }
    return new Workload(
        "V-API " + COPIES + " times over (1,000 operations)",
        write(folder.resolve("large.yaml"), yaml.toString()),
        kinds("/copy" + COPIES / 2));
  }

  /** Returns the lines below a heading that are further in than it is. */
  private static List<String> below(List<String> lines, String heading) {
    int start = lines.indexOf(heading) + 1;
    String indent = heading.substring(0, heading.indexOf(heading.strip())) + " ";
    int end = start;
    while (end < lines.size() && (lines.get(end).isEmpty() || lines.get(end).startsWith(indent))) {
      end++;
    }
    return lines.subList(start, end);
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
