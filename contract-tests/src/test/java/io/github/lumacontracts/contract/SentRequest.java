package io.github.lumacontracts.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.MockServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.fileupload.MultipartStream;

/**
 * A request as the stub received it, from its journal.
 *
 * @param path below the provider's base path, encoded
 * @param query decoded, in order
 * @param headers by name in any case
 */
record SentRequest(
    String method,
    String path,
    List<Map.Entry<String, String>> query,
    Map<String, String> headers,
    byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Asks the server's journal for the one request with this header. */
  static SentRequest find(MockServer server, URI base, String header, String value)
      throws IOException, InterruptedException {
    ObjectNode criteria = JSON.createObjectNode();
    criteria.putObject("headers").putObject(header).put("equalTo", value);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.baseUri().resolve("/__admin/requests/find"))
                    .POST(BodyPublishers.ofString(criteria.toString()))
                    .build(),
                BodyHandlers.ofString());
    JsonNode found = JSON.readTree(answer.body()).get("requests");
    if (found.size() != 1) {
      throw new AssertionError("Expected one request with " + header + ", found " + found);
    }
    return of(found.get(0), base);
  }

  /** Reads a request as WireMock writes it. */
  static SentRequest of(JsonNode request, URI base) {
    URI url = URI.create(request.get("absoluteUrl").asText());
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request
        .get("headers")
        .properties()
        .forEach(entry -> headers.put(entry.getKey(), entry.getValue().asText()));
    return new SentRequest(
        request.get("method").asText(),
        url.getRawPath().replaceFirst("^" + Pattern.quote(base.getRawPath()), ""),
        query(url),
        headers,
        Base64.getDecoder().decode(request.path("bodyAsBase64").asText()));
  }

  private static List<Map.Entry<String, String>> query(URI url) {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    if (url.getRawQuery() != null) {
      for (String pair : url.getRawQuery().split("&")) {
        String[] nameAndValue = pair.split("=", 2);
        pairs.add(
            Map.entry(
                URLDecoder.decode(nameAndValue[0], StandardCharsets.UTF_8),
                URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8)));
      }
    }
    return pairs;
  }

  /** Returns the media type without parameters, nothing if there is no body. */
  Optional<String> mediaType() {
    return Optional.ofNullable(headers.get("Content-Type"))
        .map(value -> value.replaceFirst(";.*", "").strip());
  }

  /** Returns the body as a value: JSON as it is, the text parts of a form as an object of texts. */
  JsonNode value() throws IOException {
    if (mediaType().orElse("").equals("multipart/form-data")) {
      ObjectNode form = JsonNodeFactory.instance.objectNode();
      parts().forEach((name, part) -> form.put(name, part));
      return form;
    }
    return JSON.readTree(body);
  }

  private Map<String, String> parts() throws IOException {
    String boundary = headers.get("Content-Type").replaceFirst(".*boundary=\"?([^\";]+).*", "$1");
    MultipartStream stream =
        new MultipartStream(
            new ByteArrayInputStream(body),
            boundary.getBytes(StandardCharsets.US_ASCII),
            4096,
            null);
    Map<String, String> parts = new LinkedHashMap<>();
    for (boolean more = stream.skipPreamble(); more; more = stream.readBoundary()) {
      String name = stream.readHeaders().replaceFirst("(?s).*[; ]name=\"([^\"]*)\".*", "$1");
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      stream.readBodyData(content);
      parts.put(name, content.toString(StandardCharsets.UTF_8));
    }
    return parts;
  }
}
