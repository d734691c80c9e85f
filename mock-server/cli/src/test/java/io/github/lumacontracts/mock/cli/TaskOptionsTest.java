package io.github.lumacontracts.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of the command line that have to do with tasks. */
class TaskOptionsTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      info: {title: Jobs, version: '1'}
      paths:
        /jobs:
          post:
            operationId: createJob
            x-lifecycle:
              id: $response.body#/id
              created: new
              takes: PT1H
              states: [{name: new, lasts: 1, shows: {getJob: new}}]
              outcomes:
                completed: {shows: {getJob: done}}
                completed-without-link: {shows: {getJob: almost}}
              members: {/id: $task.id}
            responses:
              '200':
                description: d
                content: {application/json: {examples: {new: {value: {id: a}}}}}
                links: {getJob: {operationId: getJob, parameters: {id: $response.body#/id}}}
        /jobs/{id}:
          get:
            operationId: getJob
            parameters: [{name: id, in: path, required: true, schema: {type: string}}]
            responses:
              '200':
                description: d
                content:
                  application/json:
                    examples:
                      new: {value: new}
                      done: {value: done}
                      almost: {value: almost}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --speed 0              | A speed of 0.0 is not above 0 and at most 1000000.
          --speed -1             | A speed of -1.0 is not above 0 and at most 1000000.
          --speed NaN            | A speed of NaN is not above 0 and at most 1000000.
          --speed 1000001        | A speed of 1000001.0 is not above 0 and at most 1000000.
          --speed fast           | Invalid value for option '--speed': 'fast' is not a double.
          --speed                | Missing required parameter for option '--speed' (N).
          --task-seconds -1      | --task-seconds is -1.0, expected 0 to 31622400, a year.
          --task-seconds NaN     | --task-seconds is NaN, expected 0 to 31622400, a year.
          --task-seconds 1e9     | --task-seconds is 1.0E9, expected 0 to 31622400, a year.
          --task-seconds long    | Invalid value for option '--task-seconds': 'long' is not a double.
          --task-seconds         | Missing required parameter for option '--task-seconds' (SECONDS).
          --no-tasks --state x   | --state and --redis keep tasks, but none live here. Leave out --no-tasks, --dynamic and --ignoreExamples, or what is to keep them.
          -d --redis redis://x   | --state and --redis keep tasks, but none live here. Leave out --no-tasks, --dynamic and --ignoreExamples, or what is to keep them.
          --scenarios            | Missing required parameter for option '--scenarios' (FILE).
          --webhook-attempts 0   | A webhook cannot be tried 0 times, expected 1 to 1000.
          --webhook-attempts x   | Invalid value for option '--webhook-attempts': 'x' is not an int.
          --webhook-pause 61     | --webhook-pause is 61.0, expected 0 to 60.
          --webhook-pause NaN    | --webhook-pause is NaN, expected 0 to 60.
          --no-tasks=2           | Invalid value for option '--no-tasks': '2' is not a boolean.
          --completed-before-link=2 | Invalid value for option '--completed-before-link': '2' is not a boolean.
          """)
  void a_value_that_makes_no_sense_is_one_line_and_status_2(String options, String message) {
    StringWriter err = new StringWriter();

    int status = run(new StringWriter(), err, options.split(" "));

    assertThat(err).hasToString("luma-mock: " + message + " See luma-mock mock --help." + "\n");
    assertThat(status).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none.yaml |            | : no file of scenarios there. Paths are relative to the working directory.
          bad.yaml  | a: {b: c}  | #/a/b: unknown; known are delay, description, fault, headers, link-lasts, outcome, remove, replace, slower, status, stuck-in, webhooks, window.
          """)
  void a_file_of_scenarios_that_cannot_be_used_is_one_line_and_status_1(
      String name, String text, String message) throws Exception {
    Path file = folder.resolve(name);
    if (text != null) {
      Files.writeString(file, text);
    }
    StringWriter err = new StringWriter();

    int status = run(new StringWriter(), err, "-p", "0", "--scenarios", file.toString());

    assertThat(err).hasToString("luma-mock: " + file + message + "\n");
    assertThat(status).isEqualTo(1);
  }

  private static int run(StringWriter out, StringWriter err, String... options) {
    String[] args = Stream.concat(Stream.of("mock"), Stream.of(options)).toArray(String[]::new);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --task-seconds 0                         | "done"
          --task-seconds 100                       | "new"
          --speed 1000000                          | "done"
          --task-seconds 20 --speed 10 --completed-before-link | "almost"
          --no-tasks --task-seconds 0              | "new"
          """)
  void a_task_goes_as_the_options_say(String options, String state) throws Exception {
    String shown =
        serve(
            options,
            address -> {
              String id = send("POST", address + "/jobs").replaceAll(".*:\"|\".*", "");
              Thread.sleep(20);
              String seen = send("GET", address + "/jobs/" + id);
              for (int i = 0; i < 500 && seen.equals("\"new\"") && !state.equals(seen); i++) {
                Thread.sleep(10);
                seen = send("GET", address + "/jobs/" + id);
              }
              return seen;
            });

    assertThat(shown).isEqualTo(state);
  }

  @Test
  void a_scenario_of_the_file_can_be_chosen() throws Exception {
    Path file = Files.writeString(folder.resolve("s.yaml"), "teapot: {status: 418}");

    String answer =
        serve(
            "--scenarios " + file, address -> send("GET", address + "/jobs/a", "scenario=teapot"));

    assertThat(answer).contains("\"status\":418");
  }

  private interface Visit {
    String to(String address) throws Exception;
  }

  private String serve(String options, Visit visit) throws Exception {
    Path document = Files.writeString(folder.resolve("jobs.yaml"), DOCUMENT);
    StringWriter out = new StringWriter();
    CompletableFuture<Integer> running =
        CompletableFuture.supplyAsync(
            () -> run(out, new StringWriter(), ("-p 0 " + options + " " + document).split(" ")));
    Matcher address = ADDRESS.matcher(out.toString());
    while (!address.find() && !running.isDone()) {
      Thread.sleep(10);
      address = ADDRESS.matcher(out.toString());
    }
    try {
      return visit.to(address.group());
    } finally {
      send("POST", address.group() + "/__admin/shutdown");
      running.get();
    }
  }

  private static String send(String method, String address, String... prefer) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .method(method, HttpRequest.BodyPublishers.noBody());
    Stream.of(prefer).forEach(value -> request.header("Prefer", value));
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
