package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.file;
import static io.github.lumacontracts.mock.Http.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers and base paths: ignored as Prism does, unless asked for. */
@SuppressWarnings("NullAway.Init")
class ServersTest {
  private static MockServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    String yaml =
        """
        openapi: 3.1.0
        servers:
          - url: http://api.example.com/v1
          - url: https://{env}.example.com/{base}
            variables: {env: {default: prod, enum: [prod, staging]}, base: {default: a/b}}
        paths:
          /pets:
            get: {responses: {'200': {description: ok, content: {text/plain: {example: pets}}}}}
          /own:
            servers:
              - {url: /inner/}
              - {url: '/x{edition}', variables: {edition: {default: '', enum: [beta]}}}
            get: {responses: {'200': {description: ok, content: {text/plain: {example: own}}}}}
        """;
    Path file = file(folder, "api.yaml", yaml);
    Path old =
        file(
            folder,
            "old.yaml",
            """
            swagger: '2.0'
            host: example.com
            schemes: [https]
            basePath: /v2/
            paths: {/cats: {get: {responses: {'200': {description: ok}}}}}
            """);
    Path none =
        file(
            folder,
            "none.yaml",
            "openapi: 3.1.0\npaths: {/dogs: {get: {responses: {'200': {description: ok}}}}}\n");
    server =
        MockServer.start(
            MockServerOptions.builder()
                .mount(Mount.of(file).at("/on").withServerPaths(true))
                .mount(Mount.of(file).at("/off"))
                .mount(Mount.of(old).at("/old").withServerPaths(true))
                .mount(Mount.of(none).at("/none"))
                .build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/on/pets, 200",
    "/on/v1/pets, 200",
    "/on/a/b/pets, 200",
    "/on/anything/pets, 200",
    "/on/v1/v1/pets, 404",
    "/on/own, 200",
    "/on/inner/own, 200",
    "/on/x/own, 200",
    "/on/xbeta/own, 200",
    "/on/xgamma/own, 404",
    "/on/v1/own, 404",
    "/off/pets, 200",
    "/off/v1/pets, 404",
    "/old/cats, 200",
    "/old/v2/cats, 200",
    "/old/v3/cats, 404",
  })
  void paths_of_servers_count_where_the_mount_says_so(String path, int status) {
    assertThat(get(server, path).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "/off/pets, http://api.example.com/v1, 200",
    "/off/pets, http://api.example.com/v1/, 404",
    "/off/pets, https://staging.example.com/anything/v9, 200",
    "/off/pets, https://other.example.com/a, 404",
    "/off/pets, '', 200",
    "/off/own, http://api.example.com/v1, 404",
    "/old/cats, https://example.com/v2, 200",
    "/old/cats, http://example.com/v2, 404",
  })
  void a_request_may_name_the_server(String path, String url, int status) {
    assertThat(get(server, path + "?__server=" + url).statusCode()).isEqualTo(status);
  }

  @Test
  void a_server_that_is_not_in_the_document_is_a_problem() {
    assertThat(get(server, "/off/pets?__server=http://zzz").body())
        .isEqualTo(
            "{\"type\":\"https://stoplight.io/prism/errors#NO_SERVER_MATCHED_ERROR\","
                + "\"title\":\"Route not resolved, no server matched\",\"status\":404,"
                + "\"detail\":\"The server url http://zzz hasn't been matched with any of the"
                + " provided servers\"}");
    assertThat(get(server, "/none/dogs?__server=http://zzz").body())
        .isEqualTo(
            "{\"type\":\"https://stoplight.io/prism/errors#NO_SERVER_CONFIGURATION_PROVIDED_ERROR\","
                + "\"title\":\"Route not resolved, no server configuration provided\",\"status\":404,"
                + "\"detail\":\"No server configuration has been provided, although http://zzz is set"
                + " as server url\"}");
    assertThat(get(server, "/off/nope?__server=http://zzz").body())
        .as("the path comes first")
        .contains("NO_PATH_MATCHED_ERROR");
  }
}
