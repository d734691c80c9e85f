package io.github.lumacontracts.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir Path folder;

  private record Result(int status, String out, String err) {}

  private static Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Result(status, out.toString(), err.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mock --nonsense     | Unknown option: '--nonsense'. See luma-mock mock --help.
          mock -p 70000       | Port 70000 is not from 0 to 65535. See luma-mock mock --help.
          mock -p abc         | Invalid value for option '--port': 'abc' is not an int. See luma-mock mock --help.
          mock -p             | Missing required parameter for option '--port' (<port>). See luma-mock mock --help.
          mock /base/../x=    | "/base/../x=" names no file. See luma-mock mock --help.
          proxy a.yaml        | Missing required parameter: 'UPSTREAM'. See luma-mock proxy --help.
          proxy a.yaml b      | Upstream is not an address of a server; expected something like http://host:8080. See luma-mock proxy --help.
          proxy a.yaml http://localhost:4010 | Upstream is this server itself; choose another port to listen on than 4010. See luma-mock proxy --help.
          proxy a.yaml http://u:p@h | Upstream h must not have a user; clients send their own. See luma-mock proxy --help.
          proxy a.yaml http://h --upstream-proxy ftp://p | Upstream proxy is not an address of a server; expected something like http://host:8080. See luma-mock proxy --help.
          mock --journal -1   | A journal of -1 requests is none. See luma-mock mock --help.
          mock --https-port 4010 | Port 4010 cannot be for HTTP and HTTPS; choose another for one of them. See luma-mock mock --help.
          mock --https-keystore k.p12 | A key store is for HTTPS only; set a port for HTTPS too. See luma-mock mock --help.
          mock --webhook-attempts 0 | A webhook cannot be tried 0 times, expected 1 to 1000. See luma-mock mock --help.
          mock --webhook-pause 61 | --webhook-pause is 61.0, expected 0 to 60. See luma-mock mock --help.
          mock --speed -1     | A speed of -1.0 is not above 0 and at most 1000000. See luma-mock mock --help.
          mock --state a --redis b | Error: --state=DIR, --redis=URL are mutually exclusive (specify only one). See luma-mock mock --help.
          export api.yaml     | Missing required option: '--output=FOLDER'. See luma-mock export --help.
          prism               | Unmatched argument at index 0: 'prism'. See luma-mock --help.
          """)
  void a_command_that_makes_no_sense_is_one_line_and_status_2(String command, String message) {
    Result result = run(command.split(" "));

    assertThat(result.err().strip()).startsWith("luma-mock: ").hasLineCount(1);
    assertThat(result.err().strip()).endsWith(message.substring(message.indexOf(' ')));
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void a_missing_command_names_those_that_exist() {
    Result result = run();

    assertThat(result.err())
        .isEqualTo(
            "luma-mock: Missing command; there are mock, proxy and export. See luma-mock --help."
                + System.lineSeparator());
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void a_document_that_is_not_there_is_one_line_and_status_1() {
    Path file = folder.resolve("none.yaml");

    Result result = run("mock", "-p", "0", file.toString());

    assertThat(result.err())
        .isEqualTo(
            "luma-mock: "
                + file
                + ": there is no such file, or it may not be read. Check the path."
                + System.lineSeparator());
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void a_yaml_error_names_line_and_column() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.yaml"), "openapi: 3.1.0\npaths: [\n");

    Result result = run("mock", "-p", "0", file.toString());

    assertThat(result.err()).startsWith("luma-mock: " + file + ", line 3, column 1: not YAML: ");
    assertThat(result.err().strip()).hasLineCount(1);
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void two_documents_that_claim_one_path_name_the_cure() throws Exception {
    String yaml = "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {description: ok}}}}}\n";
    Path one = Files.writeString(folder.resolve("one.yaml"), yaml);
    Path two = Files.writeString(folder.resolve("two.yaml"), yaml);

    Result result = run("mock", "-p", "0", one.toString(), two.toString());

    assertThat(result.err().strip()).endsWith("below a base path: /base=" + two + ".");
    assertThat(result.status()).isEqualTo(1);
  }

  private String document() throws IOException {
    String yaml = "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {description: ok}}}}}\n";
    return Files.writeString(folder.resolve("api.yaml"), yaml).toString();
  }

  @Test
  void a_folder_for_tasks_that_is_a_file_is_one_line_and_status_1() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "mine");

    Result result = run("mock", "-p", "0", "--state", file.toString(), document());

    assertThat(result.err())
        .isEqualTo(
            "luma-mock: "
                + file
                + " is a file. Name a folder to keep the tasks in."
                + System.lineSeparator());
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void a_redis_that_is_not_there_is_one_line_and_status_1_without_the_password() throws Exception {
    Result result =
        run("mock", "-p", "0", "--redis", "redis://user:s3cret@127.0.0.1:1", document());

    assertThat(result.err().strip())
        .startsWith("luma-mock: Redis at 127.0.0.1:1 gives no answer: ")
        .doesNotContain("s3cret")
        .hasLineCount(1);
    assertThat(result.out()).doesNotContain("s3cret");
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void a_port_in_use_is_one_line_and_status_1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Result result = run("mock", "-p", String.valueOf(taken.getLocalPort()));

      assertThat(result.err().strip())
          .startsWith("luma-mock: Cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .hasLineCount(1);
      assertThat(result.status()).isEqualTo(1);
    }
  }

  @Test
  void an_address_that_nobody_has_is_one_line_and_status_1() {
    Result result = run("mock", "-p", "0", "-h", "256.1.1.1");

    assertThat(result.err())
        .isEqualTo(
            "luma-mock: Cannot listen on 256.1.1.1:0: no such address. Name one of this machine,"
                + " such as 127.0.0.1 or 0.0.0.0."
                + System.lineSeparator());
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void a_document_on_a_server_that_does_not_run_is_one_line_and_status_1() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    String address = "http://127.0.0.1:" + port + "/x.yaml";

    Result result = run("mock", "-p", "0", address + "?key=secret");

    assertThat(result.err())
        .isEqualTo(
            "luma-mock: "
                + address
                + ": cannot be fetched: 127.0.0.1:"
                + port
                + ": connection refused. Check the address."
                + System.lineSeparator());
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void a_postman_collection_is_refused_with_the_way_out() throws Exception {
    Path file =
        Files.writeString(folder.resolve("c.json"), "{\"info\": {\"name\": \"c\"}, \"item\": []}");

    Result result = run("mock", "-p", "0", file.toString());

    assertThat(result.err())
        .isEqualTo(
            "luma-mock: "
                + file
                + ": a Postman collection, which is not supported. Export it from Postman as OpenAPI"
                + " and name that file."
                + System.lineSeparator());
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void strict_lists_every_warning_and_is_status_1() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("api.yaml"),
            "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {}}}}}\n");

    Result result = run("mock", "-p", "0", "--strict", file.toString());

    assertThat(result.err().lines())
        .containsExactly(
            "luma-mock: "
                + file
                + ", line 1, at the root: \"info\" is missing. Add it; other tools insist on it.",
            "luma-mock: "
                + file
                + ", line 2, /paths/~1a/get/responses/200: \"description\" is missing. Add it; other"
                + " tools insist on it.");
    assertThat(result.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--cors",
        "--no-cors",
        "--cors=false",
        "-m",
        "--multiprocess=true",
        "--no-multiprocess",
        "--dynamic=false",
        "--no-dynamic",
        "-dp=4011",
        "--no-ignoreExamples",
        "--ignore-examples",
        "--no-ignore-examples",
        "--jsonSchemaFakerFillProperties",
        "--no-json-schema-faker-fillProperties",
        "--json-schema-faker-fill-properties=false",
        "--verbose-level=debug",
        "-v=debug",
        "--verboseLevel=TRACE",
        "--json"
      })
  void flags_of_prism_are_understood(String flag) {
    assertThat(run("mock", flag, "no-such-file.yaml").err()).contains("there is no such file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-d true",
        "--dynamic false",
        "--ignoreExamples true",
        "--errors true",
        "-m false"
      })
  void a_flag_may_be_followed_by_its_value(String flag) {
    String[] words = flag.split(" ");

    assertThat(run("mock", words[0], words[1], "no-such-file.yaml").err())
        .startsWith("luma-mock: no-such-file.yaml: there is no such file");
  }

  @Test
  void flags_of_the_proxy_may_be_written_in_camel_case() {
    assertThat(
            run(
                    "proxy",
                    "--no-validateRequest",
                    "--upstreamProxy=http://h:1",
                    "no.yaml",
                    "http://h")
                .err())
        .contains("there is no such file");
  }

  @Test
  void multiprocess_says_that_it_changes_nothing() {
    assertThat(run("mock", "-m", "no-such-file.yaml").out())
        .contains("--multiprocess changes nothing: one process serves all cores.");
    assertThat(run("mock", "no-such-file.yaml").out()).doesNotContain("multiprocess");
  }

  @Test
  void help_lists_the_options() {
    Result result = run("mock", "--help");

    assertThat(result.out())
        .contains(
            "--port",
            "--host",
            "--[no-]cors",
            "--verboseLevel",
            "--server-paths",
            "FILE",
            "--strict",
            "--[no-]dynamic",
            "--seed=TEXT",
            "--[no-]ignoreExamples",
            "--[no-]json-schema-faker-fillProperties",
            "--json",
            "--journal",
            "--https-port=PORT",
            "--https-keystore=FILE",
            "--keystore-password=TEXT",
            "Examples:");
    assertThat(result.status()).isZero();
  }

  @Test
  void export_writes_stubs_and_says_how_many() throws Exception {
    String yaml = "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {description: ok}}}}}\n";
    Path document = Files.writeString(folder.resolve("one.yaml"), yaml);
    Path stubs = folder.resolve("stubs");

    Result result = run("export", "-o", stubs.toString(), document.toString());

    assertThat(result.out())
        .matches(
            "Wrote \\d+ stubs in 2 files to .*stubs.mappings\\. Serve them with WireMock's"
                + " --root-dir .*stubs\\.\\R");
    assertThat(result.status()).isZero();
    assertThat(stubs.resolve("mappings/GET-a.json")).exists();
    assertThat(stubs.resolve("mappings/no-operation.json")).exists();

    Result again = run("export", "-o", stubs.toString(), document.toString());
    assertThat(again.err().strip())
        .startsWith("luma-mock: " + stubs + ": is not empty.")
        .hasLineCount(1);
    assertThat(again.status()).isEqualTo(1);

    assertThat(run("export", "--force", "-o", stubs.toString(), document.toString()).status())
        .isZero();
  }

  @Test
  void version_is_printed() {
    assertThat(run("--version").status()).isZero();
    assertThat(run("mock", "--version").out()).isNotBlank();
  }
}
