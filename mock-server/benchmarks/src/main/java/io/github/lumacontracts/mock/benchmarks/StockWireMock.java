package io.github.lumacontracts.mock.benchmarks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonSchema;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathTemplate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What a WireMock user would write by hand for a document: for each operation a stub with its
 * answer and, where there is a body, a schema to match and a second stub for what does not match.
 */
public final class StockWireMock {
  private StockWireMock() {}

  /**
   * Runs until it is stopped.
   *
   * @param args port, document
   */
  public static void main(String[] args) throws Exception {
    WireMockServer server =
        new WireMockServer(
            WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(Integer.parseInt(args[0]))
                .notifier(new ConsoleNotifier(false))
                .stubRequestLoggingDisabled(true)
                .maxRequestJournalEntries(1000));
    JsonNode document = new YAMLMapper().readTree(Path.of(args[1]).toFile());
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        stub(server, document, path.getKey(), operation.getKey(), operation.getValue());
      }
    }
    server.start();
    Thread.currentThread().join();
  }

  private static void stub(
      WireMockServer server, JsonNode document, String path, String method, JsonNode operation) {
    JsonNode schema =
        resolve(
            document,
            operation.path("requestBody").path("content").path("application/json").path("schema"));
    JsonNode responses = operation.path("responses");
    MappingBuilder ok = request(method.toUpperCase(Locale.ROOT), urlPathTemplate(path));
    if (!schema.isMissingNode()) {
      // The schemas of the workloads refer to nothing but enumerations, which the schema can spare.
      ok.withRequestBody(
          matchingJsonSchema(schema.toString().replaceAll("\\{\"\\$ref\":\"[^\"]*\"}", "true")));
      server.stubFor(
          request(method.toUpperCase(Locale.ROOT), urlPathTemplate(path))
              .atPriority(9)
              .willReturn(
                  aResponse()
                      .withStatus(400)
                      .withHeader("Content-Type", "application/json")
                      .withBody(example(document, responses.path("400")))));
    }
    server.stubFor(
        ok.willReturn(
            aResponse()
                .withHeader("Content-Type", "application/json")
                .withBody(example(document, responses.elements().next()))));
  }

  private static String example(JsonNode document, JsonNode response) {
    JsonNode content = resolve(document, response).path("content").path("application/json");
    if (content.has("example")) {
      return content.get("example").toString();
    }
    return resolve(document, content.path("examples").elements().next()).path("value").toString();
  }

  private static JsonNode resolve(JsonNode document, JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }
}
