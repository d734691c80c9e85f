package io.github.lumacontracts.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A body in the form of RFC 7578. Names are UTF-8 and escaped as browsers do it (WHATWG, "multipart
 * form data").
 */
final class Multipart {
  private final String boundary = "luma-" + UUID.randomUUID();
  private final List<BodyPublisher> content = new ArrayList<>();

  /** Writes each part that is not null. */
  static Multipart of(Map<String, Object> parts, Json json) {
    var form = new Multipart();
    parts.forEach((name, value) -> form.add(name, value, json));
    form.text("--" + form.boundary + "--\r\n");
    return form;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher body() {
    return BodyPublishers.concat(content.toArray(BodyPublisher[]::new));
  }

  private void add(String name, Object value, Json json) {
    if (value instanceof Part part && part.text().isEmpty()) {
      file(name, part);
      return;
    }
    JsonNode tree = json.tree(value);
    boolean structured = tree.isContainerNode();
    head(name, "", structured ? "application/json" : "text/plain; charset=UTF-8");
    text((structured ? tree.toString() : tree.asText()) + "\r\n");
  }

  private void file(String name, Part part) {
    head(name, "; filename=\"" + escape(part.fileName()) + "\"", part.contentType());
    try {
      content.add(part.content());
    } catch (FileNotFoundException missing) {
      throw new IllegalArgumentException(
          "Part " + name + ": no readable file at " + missing.getMessage() + ".", missing);
    }
    text("\r\n");
  }

  private void head(String name, String more, String contentType) {
    text(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\nContent-Type: %s\r\n\r\n"
            .formatted(boundary, escape(name), more, contentType));
  }

  private void text(String text) {
    content.add(BodyPublishers.ofString(text, UTF_8));
  }

  private static String escape(String name) {
    return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
  }
}
