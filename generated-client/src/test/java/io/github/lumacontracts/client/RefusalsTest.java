package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lumacontracts.client.Adapter.Refusal;
import io.github.lumacontracts.client.Adapter.Refusal.Kind;
import io.github.lumacontracts.client.Documented.Example;
import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.spec.Provider;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each refusal means, those that a document shows and those that it does not. */
class RefusalsTest {
  @Test
  void apiframe() {
    assertThat(documented(Provider.APIFRAME))
        .isEqualTo(
            """
                400 invalid-request: INVALID_REQUEST [Invalid request]
                400 not-finished: INVALID_REQUEST [The parent task is not finished]
                401 invalid-key: INVALID_KEY []
                402 insufficient-credits: NO_CREDITS [Insufficient credits]
                404 task-not-found: NOT_FOUND [Task not found]
                429 too-many-requests: RATE_LIMITED [Too many requests]
                500 server-error: OTHER []
                """);
  }

  @Test
  void rixapi() {
    assertThat(documented(Provider.RIXAPI))
        .isEqualTo(
            """
                400 invalid-request: INVALID_REQUEST [user_prompt is required]
                400 not-completed: INVALID_REQUEST [task is not completed]
                401 invalid-token: INVALID_KEY [invalid token]
                403 insufficient-quota: NO_CREDITS [user quota is not enough]
                404 task-not-found: NOT_FOUND [task not found]
                429 too-many-requests: RATE_LIMITED [too many requests]
                500 upstream-failed: OTHER [upstream error]
                """);
  }

  @Test
  void ai302() {
    assertThat(documented(Provider.AI302))
        .isEqualTo(
            """
                400 invalid-request: INVALID_REQUEST [user_prompt is required]
                400 not-completed: INVALID_REQUEST [The task is not completed]
                401 invalid-key: INVALID_KEY [Invalid API Key]
                401 missing-key: INVALID_KEY [Missing 302 Apikey]
                402 insufficient-balance: NO_CREDITS [Insufficient account balance]
                404 task-not-found: NOT_FOUND [Task not found]
                429 daily-quota: NO_CREDITS [The daily quota of this key is used up]
                429 hourly-quota: RATE_LIMITED [The hourly quota of this tool is used up]
                500 internal-error: OTHER [Internal error]
                500 upstream-timeout: OTHER [Upstream timed out]
                """);
  }

  @Test
  void aimlapi() {
    assertThat(documented(Provider.AIMLAPI))
        .isEqualTo(
            """
                400 body-validation-error: INVALID_REQUEST [Body validation error]
                400 not-completed: INVALID_REQUEST [Generation is not completed]
                401 invalid-key: INVALID_KEY [Invalid API key]
                403 no-credits: NO_CREDITS [You have run out of credits]
                404 not-found: NOT_FOUND [Not found]
                429 too-many-requests: RATE_LIMITED [Too many requests]
                5XX server-error: OTHER [Internal server error]
                """);
  }

  @Test
  void vapi() {
    assertThat(documented(Provider.VAPI))
        .isEqualTo(
            """
                400 invalid-request: INVALID_REQUEST [user_prompt is required]
                400 not-completed: INVALID_REQUEST [task is not completed]
                401 invalid-token: INVALID_KEY [invalid token]
                403 insufficient-quota: NO_CREDITS [user quota is not enough]
                404 task-not-found: NOT_FOUND [task not found]
                429 too-many-requests: RATE_LIMITED [too many requests]
                500 upstream-failed: OTHER [upstream error]
                """);
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void goes_by_the_status_where_the_body_says_nothing(Provider provider) {
    String page = "<html><body>moderation, quota</body></html>";
    for (String body : List.of("", "{}", "[]", "null", "{", "7", "busy", page)) {
      Map<Integer, Refusal> refusals = new TreeMap<>();
      for (int status : List.of(400, 401, 402, 403, 404, 405, 422, 429, 451, 500, 502, 503)) {
        refusals.put(status, refusal(provider, status, body));
      }

      assertThat(refusals.values()).as(body).extracting(Refusal::messages).containsOnly(List.of());
      assertThat(refusals.values().stream().map(Refusal::kind))
          .as(body)
          .containsExactly(
              Kind.INVALID_REQUEST,
              Kind.INVALID_KEY,
              Kind.NO_CREDITS,
              provider == Provider.AIMLAPI ? Kind.NO_CREDITS : Kind.INVALID_REQUEST,
              Kind.NOT_FOUND,
              Kind.OTHER,
              Kind.INVALID_REQUEST,
              Kind.RATE_LIMITED,
              Kind.OTHER,
              Kind.OTHER,
              Kind.OTHER,
              Kind.OTHER);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "APIFRAME | 400 | {'errors': [{'msg': 'a'}, {'msg': ' '}, {}, {'msg': 'b'}]} | INVALID_REQUEST | a, b",
        "APIFRAME | 422 | {'errors': [{'msg': 'blocked by moderation'}]} | MODERATED | blocked by moderation",
        "APIFRAME | 500 | {'message': 'moderation is down'} | OTHER | moderation is down",
        "AI302 | 500 | {'error': {'err_code': -10004, 'message': 'pay'}} | NO_CREDITS | pay",
        "AI302 | 400 | {'error': {'code': '-10005', 'message': 'old'}} | INVALID_KEY | old",
        "AI302 | 400 | {'error': {'err_code': null, 'code': -10006}} | NO_CREDITS | ``",
        "AI302 | 400 | {'error': {'err_code': -10018}} | NO_CREDITS | ``",
        "AI302 | 400 | {'error': {'err_code': -10012}} | RATE_LIMITED | ``",
        "AI302 | 400 | {'error': {'err_code': -10010}} | NOT_FOUND | ``",
        "AI302 | 400 | {'error': {'err_code': -10008}} | OTHER | ``",
        "AI302 | 500 | {'error': {'err_code': -10009}} | INVALID_REQUEST | ``",
        "AI302 | 503 | {'error': {'err_code': -77777}} | OTHER | ``",
        "AIMLAPI | 400 | {'message': ['a is short', 'b is long']} | INVALID_REQUEST | a is short, b is long",
        "AIMLAPI | 400 | {'message': 'Moderation failed'} | MODERATED | Moderation failed",
        "RIXAPI | 403 | {'code': 'quota_not_enough', 'message': 'pay', 'data': null} | NO_CREDITS | pay",
        "RIXAPI | 400 | {'code': 'task_not_exist', 'message': 'gone', 'data': null} | NOT_FOUND | gone",
        "RIXAPI | 403 | {'error': {'code': 'pre_consume_token_quota_failed'}} | NO_CREDITS | ``",
        "VAPI | 403 | {'error': {'message': 'no access', 'code': ''}} | INVALID_REQUEST | no access",
        "VAPI | 401 | {'detail': {'reason': 'unauthorized', 'code': 1}} | INVALID_KEY | unauthorized",
        "VAPI | 400 | {'detail': 'prompt is too long'} | INVALID_REQUEST | prompt is too long",
        "VAPI | 503 | {'error': 'overloaded'} | OTHER | overloaded",
      })
  void reads_bodies_of_other_shapes_too(
      Provider provider, int status, String body, Kind kind, String messages) {
    Refusal refusal = refusal(provider, status, body.replace('\'', '"'));

    assertThat(refusal.kind()).isEqualTo(kind);
    assertThat(String.join(", ", refusal.messages())).isEqualTo(messages);
  }

  /** Returns a line for each status and example: kind and messages. */
  private static String documented(Provider provider) {
    var lines = new TreeSet<String>();
    for (Example example : new Documented(provider).answers()) {
      if (example.statusCode() >= 400) {
        Refusal refusal = refusal(provider, example.statusCode(), example.body().toString());
        lines.add(
            "%s %s: %s %s"
                .formatted(example.status(), example.name(), refusal.kind(), refusal.messages()));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static Refusal refusal(Provider provider, int status, String body) {
    try (var server = new ScriptedProvider(provider).on("*", status, body)) {
      var failure =
          catchThrowableOfType(
              CompletionException.class,
              () -> server.adapter().submit(VideoRequest.of("a paper boat")).join());
      return server.adapter().refusal((ServiceException) failure.getCause());
    }
  }
}
