package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small document whose tasks live, and short ways to submit them. */
final class PetTasks {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Pets take ten seconds, wait for a second, cost 6 credits, and are refunded if moderated. */
  static final String DOCUMENT =
      """
      openapi: 3.1.0
      info: {title: Pets, version: '1'}
      security: [{key: []}]
      paths:
        /pets:
          post:
            operationId: createPet
            x-lifecycle:
              id: $response.body#/id
              id-form: '{uuid}'
              takes: PT10S
              created: waiting
              states:
                - {name: waiting, lasts: 0.1, progress: 0, shows: {getPet: waiting}}
                - {name: drawing, lasts: 0.9, progress: 10, shows: {getPet: drawing}}
              outcomes:
                completed: {shows: {getPet: done, onPet: done}}
                failed: {shows: {getPet: failed, onPet: failed}}
                moderated: {shows: {getPet: failed}, refunded: true}
              members: {/id: $task.id, /video: $task.video}
              headers: {x-secret: '$request.body#/secret'}
              link-lasts: PT1H
              price: {amount: 6, unit: credits}
            requestBody:
              content:
                application/json:
                  schema: {type: object}
            callbacks:
              onPet:
                '{$request.body#/hook}':
                  post:
                    parameters: [{name: x-secret, in: header, schema: {type: string}}]
                    requestBody:
                      content:
                        application/json:
                          schema: {type: object}
                          examples:
                            done: {value: {id: x, state: done, video: http://x/y.mp4}}
                            failed: {value: {id: x, state: failed}}
                    responses: {'200': {description: Thanks.}}
            responses:
              '200':
                description: It waits.
                content:
                  application/json:
                    schema: {type: object}
                    examples: {waiting: {value: {id: x, state: waiting}}}
                links: {pet: {operationId: getPet, parameters: {id: $response.body#/id}}}
        /pets/{id}:
          get:
            operationId: getPet
            parameters: [{name: id, in: path, required: true, schema: {type: string}}]
            responses:
              '200':
                description: A pet.
                content:
                  application/json:
                    schema: {type: object}
                    examples:
                      waiting: {value: {id: x, state: waiting}}
                      drawing: {value: {id: x, state: drawing}}
                      done: {value: {id: x, state: done, video: http://x/y.mp4}}
                      failed: {value: {id: x, state: failed}}
              '404': {description: No pet.}
      components:
        securitySchemes:
          key: {type: apiKey, in: header, name: X-Key}
      """;

  private PetTasks() {}

  /** Starts a server where the clock of the world without a name stands still. */
  static MockServer serve(Path folder) {
    MockServer server =
        MockServer.start(
            MockServerOptions.builder()
                .mount(Mount.of(Http.file(folder, "pets.yaml", DOCUMENT)))
                .build());
    server.world().clock().freeze();
    return server;
  }

  /** Submits a task of one key; returns its id. */
  static String submit(MockServer server, String prompt, String... headers) {
    return submitted(server, "{\"prompt\": " + JSON.valueToTree(prompt) + "}", headers);
  }

  /** Submits a task; returns its id. */
  static String submitted(MockServer server, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(List.of(headers));
    if (!all.contains("X-Key")) {
      all.addAll(List.of("X-Key", "k"));
    }
    HttpResponse<String> answer = post(server, "/pets", body, all.toArray(String[]::new));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("id").asText();
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(answer.body(), e);
    }
  }
}
