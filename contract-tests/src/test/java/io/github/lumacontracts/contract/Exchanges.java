package io.github.lumacontracts.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a client and the stub said to each other, from the journal, judged by the document. */
public final class Exchanges {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Exchanges() {}

  /**
   * Returns what is wrong with requests and answers: what the document does not allow, and errors
   * that are not word for word those of the document.
   *
   * @param mark which all requests of the client had in some header
   * @throws AssertionError if there was no such request
   */
  public static List<String> problems(MockServer server, Provider provider, String mark)
      throws IOException, InterruptedException {
    Contract contract = Contract.of(provider);
    URI base = contract.on(server);
    List<String> problems = new ArrayList<>();
    int judged = 0;
    for (JsonNode event : journal(server)) {
      SentRequest sent = SentRequest.of(event.get("request"), base);
      if (isMarked(sent, mark)) {
        judged++;
        problems.addAll(problems(contract, sent, event.get("response")));
      }
    }
    if (judged == 0) {
      throw new AssertionError("No request with " + mark);
    }
    return problems;
  }

  /** Returns how many requests had this mark in some header. */
  public static long count(MockServer server, String mark)
      throws IOException, InterruptedException {
    return StreamSupport.stream(journal(server).spliterator(), false)
        .filter(event -> event.at("/request/headers").toString().contains(mark))
        .count();
  }

  private static boolean isMarked(SentRequest sent, String mark) {
    return sent.headers().values().stream().anyMatch(value -> value.contains(mark));
  }

  private static JsonNode journal(MockServer server) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.baseUri().resolve("/__admin/requests")).build(),
                BodyHandlers.ofString());
    return JSON.readTree(answer.body()).get("requests");
  }

  private static List<String> problems(Contract contract, SentRequest sent, JsonNode response)
      throws IOException {
    Judge judge = new Judge(contract);
    Contract.Operation operation =
        contract.operations().filter(known -> Judge.isFor(known, sent)).findFirst().orElseThrow();
    List<String> problems = new ArrayList<>(judge.problems(operation, sent));
    problems.addAll(
        judge.problems(operation, response.get("status").asInt(), response.path("body").asText()));
    return problems.stream().map(problem -> operation + ": " + problem).toList();
  }
}
