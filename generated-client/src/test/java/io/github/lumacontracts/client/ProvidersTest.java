package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.client.ai302.Ai302Api;
import io.github.lumacontracts.client.aimlapi.AimlapiApi;
import io.github.lumacontracts.client.apiframe.ApiframeApi;
import io.github.lumacontracts.client.http.ApiBuilder;
import io.github.lumacontracts.client.http.StudioServer;
import io.github.lumacontracts.client.rixapi.RixapiApi;
import io.github.lumacontracts.client.vapi.VapiApi;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What sets the five providers apart on the wire. */
class ProvidersTest {
  @Test
  void apiframe_gets_the_raw_key() {
    try (var server = new StudioServer();
        var api = to(server, ApiframeApi.builder())) {
      api.getAccount();

      assertThat(server.request().method() + " " + server.request().target())
          .isEqualTo("GET /account");
      assertThat(server.request().header("Authorization")).containsExactly("key-1");
    }
  }

  @Test
  void aimlapi_gets_its_ids_indexed() {
    try (var server = new StudioServer().answers(200, "[]");
        var api = to(server, AimlapiApi.builder())) {
      api.getGenerations(List.of("a", "b"));

      assertThat(server.request().target())
          .isEqualTo("/luma-ai/generation?ids%5B0%5D=a&ids%5B1%5D=b");
      assertThat(server.request().header("Authorization")).containsExactly("Bearer key-1");
    }
  }

  @Test
  void ai302_gets_a_form_or_json() {
    var form = Ai302Api.CreateGenerationForm.builder().userPrompt("a paper boat").build();
    try (var server = new StudioServer();
        var api = to(server, Ai302Api.builder())) {
      api.createGeneration(form);

      assertThat(server.request().header("Content-Type").get(0))
          .startsWith("multipart/form-data; boundary=");
      assertThat(server.request().header("Authorization")).containsExactly("Bearer key-1");
    }
    try (var server = new StudioServer();
        var api = to(server, Ai302Api.builder())) {
      api.createGenerationAsJson(form);

      assertThat(server.request().text()).isEqualTo("{\"user_prompt\":\"a paper boat\"}");
    }
  }

  @Test
  void rixapi_and_vapi_get_a_bearer() {
    try (var server = new StudioServer();
        var rixapi = to(server, RixapiApi.builder())) {
      rixapi.getGeneration("a");
      assertThat(server.request().header("Authorization")).containsExactly("Bearer key-1");
    }
    try (var server = new StudioServer();
        var vapi = to(server, VapiApi.builder())) {
      vapi.getGeneration("a");
      assertThat(server.request().header("Authorization")).containsExactly("Bearer key-1");
    }
  }

  private static <A> A to(StudioServer server, ApiBuilder<A> builder) {
    return builder.apiKey("key-1").baseUrl(server.url()).build();
  }
}
