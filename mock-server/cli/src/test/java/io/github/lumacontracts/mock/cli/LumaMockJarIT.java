package io.github.lumacontracts.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lumacontracts.mock.store.redis.RedisProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as users run it. */
class LumaMockJarIT {
  private static final String JAR = System.getProperty("luma-mock.jar");

  private static Process start(String... args) throws IOException {
    return command(args).start();
  }

  private static ProcessBuilder command(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR));
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }

  private static String text(java.io.InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static List<String> untilListening(BufferedReader output) throws IOException {
    List<String> lines = new ArrayList<>();
    String line;
    do {
      line = output.readLine();
      assertThat(line).as("output ended: %s", lines).isNotNull();
      lines.add(line);
    } while (!line.contains("Luma mock is listening on http://127.0.0.1:"));
    return lines;
  }

  @Test
  void the_printed_curl_line_works_when_pasted(@TempDir Path folder) throws Exception {
    assumeTrue(isThere("bash") && isThere("curl"), "bash and curl are needed to paste a line");
    Path errors = folder.resolve("stderr");
    Process server = command("mock", "-p", "0").redirectError(errors.toFile()).start();
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = untilListening(output);
      String curl =
          lines.stream()
              .filter(line -> line.contains("curl -i"))
              .map(line -> line.substring(line.indexOf("curl -i")))
              .findFirst()
              .orElseThrow();

      Process shell = new ProcessBuilder("bash", "-c", curl).start();

      assertThat(text(shell.getInputStream())).startsWith("HTTP/1.1 200 OK");
      assertThat(output.readLine())
          .contains("[HTTP SERVER] post ")
          .endsWith(" ℹ  info      Request received");
    } finally {
      // Through the handle, since destroying the process closes its streams before they are read.
      server.toHandle().destroy();
    }
    assertThat(server.waitFor(10, TimeUnit.SECONDS)).as("stops when told to").isTrue();
    assertThat(errors).isEmptyFile();
  }

  @Test
  void serves_a_document_below_a_base_path(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("pets.yaml"),
            "openapi: 3.0.0\npaths: {/pets: {get: {responses: {200: {description: ok}}}}}\n");
    Process server = start("mock", "-p", "0", "/shop=" + file);
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      assertThat(untilListening(output)).anyMatch(line -> line.endsWith("/shop/pets"));
    } finally {
      server.destroy();
    }
  }

  @Test
  void tasks_are_kept_in_redis() throws Exception {
    try (RedisProcess redis = RedisProcess.start()) {
      Process server =
          start("mock", "-p", "0", "/a=../../spec/apiframe/openapi.yaml", "--redis", redis.url());
      try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
        List<String> lines = untilListening(output);
        String last = lines.get(lines.size() - 1);
        HttpRequest request =
            HttpRequest.newBuilder(
                    URI.create(last.substring(last.indexOf("http://")).strip() + "/a/luma-imagine"))
                .header("authorization", "key")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\": \"a boat\"}"))
                .build();

        HttpResponse<String> answer =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("task_id");
      } finally {
        server.destroy();
      }
    }
  }

  @Test
  void a_changed_document_is_read_again(@TempDir Path folder) throws Exception {
    String yaml = "openapi: 3.0.0\npaths: {%s: {get: {responses: {200: {description: ok}}}}}\n";
    Path file = Files.writeString(folder.resolve("pets.yaml"), yaml.formatted("/pets"));
    Process server = start("mock", "-p", "0", file.toString());
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      assertThat(untilListening(output)).anyMatch(line -> line.endsWith("/pets"));

      Files.writeString(file, yaml.formatted("/cats"));

      assertThat(untilListening(output))
          .anyMatch(line -> line.endsWith("[HTTP SERVER] ℹ  info      Restarting luma-mock…"))
          .anyMatch(line -> line.endsWith("/cats"));
    } finally {
      server.destroy();
    }
  }

  private static final String PETS =
      """
      openapi: 3.1.0
      paths:
        /pets:
          get:
            responses:
              '200':
                content:
                  application/json:
                    example: {name: Rex}
                    schema: {properties: {name: {type: string}}, additionalProperties: {}}
      """;

  private static String get(List<String> lines, String path, String... headers) throws Exception {
    String last = lines.get(lines.size() - 1);
    URI address = URI.create(last.substring(last.indexOf("http://")) + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void the_library_of_values_is_only_loaded_for_a_dynamic_answer(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("pets.yaml"), PETS);
    Path classes = folder.resolve("classes.log");
    ProcessBuilder command = command("mock", "-p", "0", file.toString());
    command.environment().put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
    Process server = command.start();
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = untilListening(output);

      assertThat(get(lines, "/pets")).isEqualTo("{\"name\":\"Rex\"}");
      assertThat(Files.readString(classes))
          .contains("mock.internal.generator.Generator")
          .doesNotContain("net.datafaker", "rgxgen", "DynamicSampler");

      assertThat(get(lines, "/pets", "Prefer", "dynamic=true")).contains("\"name\":\"");
      assertThat(Files.readString(classes)).contains("net.datafaker");
    } finally {
      server.destroy();
    }
  }

  @Test
  void dynamic_answers_can_be_asked_for_on_the_command_line(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("pets.yaml"), PETS);
    Process server =
        start(
            "mock",
            "-p",
            "0",
            "-d",
            "--seed=a",
            "--ignoreExamples",
            "--json-schema-faker-fillProperties=false",
            file.toString());
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = untilListening(output);

      assertThat(get(lines, "/pets"))
          .matches("\\{\"name\":\"[a-z ]+\"}")
          .isEqualTo(get(lines, "/pets"))
          .isNotEqualTo(get(lines, "/pets?__seed=b"));
      assertThat(get(lines, "/pets?__dynamic=false"))
          .isEqualTo("{\"name\":\"string\",\"property1\":null,\"property2\":null}");
    } finally {
      server.destroy();
    }
  }

  @Test
  void bad_input_is_one_line_without_a_stack_trace() throws Exception {
    Process server = start("mock", "-p", "0", "no-such-file.yaml");

    assertThat(text(server.getErrorStream()))
        .isEqualTo(
            "luma-mock: no-such-file.yaml: there is no such file, or it may not be read. Check the"
                + " path."
                + System.lineSeparator());
    assertThat(server.waitFor()).isEqualTo(1);
  }

  @Test
  void an_unknown_option_is_status_2() throws Exception {
    Process server = start("mock", "--nonsense");

    assertThat(text(server.getErrorStream()))
        .contains("Unknown option: '--nonsense'")
        .hasLineCount(1);
    assertThat(server.waitFor()).isEqualTo(2);
  }

  @Test
  void the_version_comes_from_the_manifest() throws Exception {
    Process server = start("--version");

    String version = text(server.getInputStream()).strip();
    try (JarFile jar = new JarFile(JAR)) {
      assertThat(version)
          .isEqualTo(jar.getManifest().getMainAttributes().getValue("Implementation-Version"));
    }
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
