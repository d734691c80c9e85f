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
        "V-API (5 operations)",
        write(folder.resolve("vapi.yaml"), document),
        List.of(
            new Kind(
                "GET", "GET", "/luma/generations/e70fdf3c-ce95-4dd1-a967-220ce957aff5", "", 200),
            new Kind(
                "valid POST",
                "POST",
                "/luma/generations",
                "{\"user_prompt\":\"a paper boat\",\"aspect_ratio\":\"16:9\",\"loop\":false}",
                200),
            new Kind(
                "invalid POST",
                "POST",
                "/luma/generations",
                "{\"aspect_ratio\":\"2:1\",\"loop\":\"yes\"}",
                400)));
  }

  /** A document of 1,000 operations: 500 resources, each to read and to create. */
  static Workload large(Path folder) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("openapi: 3.0.3\ninfo: {title: Large, version: '1'}\npaths:\n");
    for (int i = 0; i < 500; i++) {
      yaml.append("  /resources").append(i).append("/{id}:\n    get:\n");
      yaml.append("      operationId: getResource").append(i).append('\n');
      yaml.append("      parameters:\n");
      yaml.append("        - {name: id, in: path, required: true, schema: {type: string}}\n");
      yaml.append("      responses:\n").append(response("200", i));
      yaml.append("  /resources").append(i).append(":\n    post:\n");
      yaml.append("      operationId: createResource").append(i).append('\n');
      yaml.append("      requestBody:\n        required: true\n        content:\n");
      yaml.append("          application/json:\n            schema:\n");
      yaml.append("              type: object\n              required: [name, size]\n");
      yaml.append("              properties:\n                name: {type: string}\n");
      yaml.append("                size: {type: integer, minimum: 0}\n");
      yaml.append("                kind: {type: string, enum: [small, medium, large]}\n");
      yaml.append("      responses:\n").append(response("200", i)).append(response("400", i));
    }
    return new Workload(
        "generated (1,000 operations)",
        write(folder.resolve("large.yaml"), yaml.toString()),
        List.of(
            new Kind("GET", "GET", "/resources400/some-id", "", 200),
            new Kind(
                "valid POST",
                "POST",
                "/resources400",
                "{\"name\":\"box\",\"size\":3,\"kind\":\"small\"}",
                200),
            new Kind(
                "invalid POST", "POST", "/resources400", "{\"size\":-3,\"kind\":\"tiny\"}", 400)));
  }

  private static String response(String status, int i) {
    return "        '"
        + status
        + "':\n          description: Answer.\n          content:\n            application/json:\n"
        + "              schema: {type: object, properties: {id: {type: string}}}\n"
        + "              example: {id: resource-"
        + i
        + ", name: box, size: 3, tags: [a, b, c]}\n";
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
