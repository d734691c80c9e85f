package io.github.lumacontracts.mock;

import static io.github.lumacontracts.mock.Http.get;
import static io.github.lumacontracts.mock.Http.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityTest {
  private static MockServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    StringBuilder paths = new StringBuilder();
    for (String security :
        new String[] {
          "basic: [{basic: []}]",
          "bearer: [{bearer: []}]",
          "digest: [{digest: []}]",
          "header: [{header: []}]",
          "query: [{query: []}]",
          "cookie: [{cookie: []}]",
          "either: [{oauth: []}, {basic: []}]",
          "both: [{oauth: [], basic: []}]",
          "optional: [{bearer: []}, {}]",
          "tls: [{tls: []}]",
          "tls-and-basic: [{tls: [], basic: []}]",
          "hoba: [{hoba: []}]",
          "openid: [{openid: []}]",
          "off: []"
        }) {
      String name = security.substring(0, security.indexOf(':'));
      paths.append(
          "  /%s: {get: {security%s, responses: {'200': {description: ok}}}}\n"
              .formatted(name, security.substring(name.length())));
    }
    server =
        Http.serve(
            folder,
            """
            openapi: 3.1.0
            security: [{bearer: []}]
            paths:
            %s
              /root: {get: {responses: {'200': {description: ok}}}}
            components:
              securitySchemes:
                basic: {type: http, scheme: basic}
                bearer: {type: http, scheme: bearer}
                digest: {type: http, scheme: digest}
                oauth: {type: oauth2, flows: {}}
                header: {type: apiKey, in: header, name: X-Key}
                query: {type: apiKey, in: query, name: key}
                cookie: {type: apiKey, in: cookie, name: key}
                tls: {type: mutualTLS}
                hoba: {type: http, scheme: hoba}
                openid: {type: openIdConnect, openIdConnectUrl: 'https://example.com'}
            """
                .formatted(paths));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /basic         | Authorization: Basic dGVzdDp0ZXN0 | 200 |
          /basic         | Authorization: basic dGVzdDp0ZXN0 | 200 |
          /basic         | Authorization: Basic dGVzdA==     | 401 |
          /basic         | Authorization: Basic              | 401 |
          /basic         | Authorization: Bearer x           | 401 | Basic realm="*"
          /basic         | X: y                              | 401 | Basic realm="*"
          /bearer        | Authorization: Bearer x           | 200 |
          /bearer        | Authorization: bearer x           | 401 | Bearer
          /bearer        | Authorization: x                  | 401 | Bearer
          /root          | Authorization: Bearer x           | 200 |
          /root          | X: y                              | 401 | Bearer
          /digest        | X: y                              | 401 | Digest realm="*", nonce="abc123"
          /header        | x-key: k                          | 200 |
          /header        | X: y                              | 401 |
          /query?key=k   | X: y                              | 200 |
          /query?key=    | X: y                              | 401 |
          /cookie        | Cookie: a=b; key=k                | 200 |
          /cookie        | Cookie: a=b                       | 401 |
          /either        | Authorization: Basic dGVzdDp0ZXN0 | 200 |
          /either        | X: y                              | 401 | OAuth2,Basic realm="*"
          /both          | Authorization: Bearer x           | 401 | Basic realm="*"
          /optional      | X: y                              | 200 |
          /optional      | Authorization: Bearer x           | 200 |
          /optional      | Authorization: x                  | 401 | Bearer,None
          /tls           | X: y                              | 200 |
          /tls-and-basic | Authorization: Basic dGVzdDp0ZXN0 | 200 |
          /tls-and-basic | X: y                              | 401 | Basic realm="*"
          /hoba          | X: y                              | 200 |
          /openid        | Authorization: Bearer x           | 200 |
          /openid        | X: y                              | 401 | OpenID
          /digest        | Authorization: Digest username="a" | 401 |
          /digest        | Authorization: Digest username="a", realm="b", nonce="c", uri="d", response="e" | 200 |
          /off           | X: y                              | 200 |
          """)
  void wants_credentials_of_the_right_form(
      String path, String header, int status, String challenge) {
    String[] nameAndValue = header.split(": ", 2);

    HttpResponse<String> response = get(server, path, nameAndValue);

    assertThat(response.statusCode()).as(path + " " + header).isEqualTo(status);
    assertThat(header(response, "www-authenticate")).isEqualTo(challenge == null ? "" : challenge);
  }

  @Test
  void a_scheme_that_cannot_be_checked_is_a_warning() {
    assertThat(header(get(server, "/tls"), "sl-violations"))
        .isEqualTo(
            "[{\"location\":[\"request\"],\"severity\":\"Warning\",\"message\":\"We currently do not"
                + " support this type of security scheme: mutualTLS\"}]");
    assertThat(header(get(server, "/hoba"), "sl-violations")).contains("scheme: http/hoba");
    assertThat(header(get(server, "/off"), "sl-violations")).isEmpty();
  }

  @Test
  void the_problem_carries_the_challenge_only_if_there_is_one() {
    assertThat(get(server, "/bearer").body())
        .isEqualTo(
            "{\"type\":\"https://stoplight.io/prism/errors#UNAUTHORIZED\",\"title\":\"Invalid"
                + " security scheme used\",\"status\":401,\"detail\":\"Your request does not fullfil"
                + " the security requirements and no HTTP unauthorized response was found in the"
                + " spec, so Prism is generating this error for you.\",\"headers\":"
                + "{\"WWW-Authenticate\":\"Bearer\"}}");
    assertThat(get(server, "/header").body()).doesNotContain("headers");
  }
}
