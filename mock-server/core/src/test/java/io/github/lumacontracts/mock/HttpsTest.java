package io.github.lumacontracts.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsTest {
  @TempDir Path folder;

  private MockServer serve(UnaryOperator<MockServerOptions.Builder> change) {
    Path file =
        Http.file(
            folder,
            "api.yaml",
            """
            openapi: 3.1.0
            paths:
              /a: {get: {responses: {'200': {content: {text/plain: {example: hello}}}}}}
            """);
    return MockServer.start(
        change.apply(MockServerOptions.builder().mount(Mount.of(file))).build());
  }

  @Test
  void answers_over_https_and_http_alike() throws Exception {
    try (MockServer server = serve(options -> options.httpsPort(0))) {
      HttpResponse<String> secure = get(server.httpsUri().orElseThrow(), "/a");

      assertThat(secure.body()).isEqualTo("hello");
      assertThat(secure.headers().firstValue("date")).isPresent();
      assertThat(Http.get(server, "/a").body()).isEqualTo("hello");
      assertThat(Http.get(server, "/__admin/requests?limit=2").body())
          .contains("\"" + server.baseUri() + "/a\"", "\"" + server.httpsUri().get() + "/a\"");
    }
  }

  @Test
  void there_is_no_https_unless_asked_for() {
    try (MockServer server = serve(options -> options)) {
      assertThat(server.httpsUri()).isEmpty();
    }
  }

  @Test
  void shows_the_certificate_of_the_key_store() throws Exception {
    for (String type : List.of("JKS", "PKCS12")) {
      Path keys = keyStore(type, "secret", type.equals("JKS") ? "other1" : "secret");
      KeyStoreFile file =
          new KeyStoreFile(keys, "secret", type.equals("JKS") ? "other1" : "secret");
      assertThat(file.toString()).doesNotContain("secret", "other1");

      try (MockServer server = serve(options -> options.httpsPort(0).httpsKeyStore(file))) {
        var session = get(server.httpsUri().orElseThrow(), "/a").sslSession().orElseThrow();

        assertThat(session.getPeerPrincipal().getName()).isEqualTo("CN=" + type);
      }
    }
  }

  @Test
  void a_key_store_that_is_of_no_use_is_refused_with_the_reason() throws Exception {
    Path keys = keyStore("JKS", "secret", "other1");

    assertRefused(KeyStoreFile.of(keys, "wrong!"), "the password of the key store is wrong.");
    assertRefused(KeyStoreFile.of(keys, "secret"), "the password of the key in it is wrong.");
    assertRefused(KeyStoreFile.of(folder.resolve("none"), "x"), "there is no such file.");
    assertRefused(KeyStoreFile.of(folder, "x"), "there is no such file.");
    assertRefused(
        KeyStoreFile.of(Files.writeString(folder.resolve("text"), "text"), "x"),
        "is no key store, JKS or PKCS #12.");
  }

  private void assertRefused(KeyStoreFile file, String reason) {
    assertThatThrownBy(() -> serve(options -> options.httpsPort(0).httpsKeyStore(file)).close())
        .isInstanceOf(MockServerException.class)
        .hasMessage(file.file() + ": " + reason);
  }

  @Test
  void a_port_in_use_is_named() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> serve(options -> options.httpsPort(taken.getLocalPort())).close())
          .isInstanceOf(MockServerException.class)
          .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
    }
  }

  @Test
  void options_that_make_no_sense_together_are_refused() {
    assertThatThrownBy(() -> MockServerOptions.builder().port(4010).httpsPort(4010).build())
        .hasMessage("Port 4010 cannot be for HTTP and HTTPS; choose another for one of them.");
    assertThatThrownBy(
            () ->
                MockServerOptions.builder()
                    .httpsKeyStore(KeyStoreFile.of(Path.of("k"), "x"))
                    .build())
        .hasMessage("A key store is for HTTPS only; set a port for HTTPS too.");
  }

  private Path keyStore(String type, String password, String keyPassword) throws Exception {
    Path file = folder.resolve(type + ".keys");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "k",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + type,
                "-storetype",
                type,
                "-keystore",
                file.toString(),
                "-storepass",
                password,
                "-keypass",
                keyPassword)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    return file;
  }

  private static HttpResponse<String> get(URI base, String path) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustingEverybody()}, null);
    return HttpClient.newBuilder()
        .sslContext(context)
        .build()
        .send(
            HttpRequest.newBuilder(URI.create(base + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** The extended kind is not asked to compare host names either. */
  private static final class TrustingEverybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
