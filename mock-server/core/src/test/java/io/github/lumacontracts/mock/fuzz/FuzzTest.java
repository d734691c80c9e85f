package io.github.lumacontracts.mock.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerException;
import io.github.lumacontracts.mock.MockServerOptions;
import io.github.lumacontracts.mock.Mount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random documents and random requests: a document is served or refused with a sentence, a request
 * is answered, and the next good request is served. {@code -Dfuzz.seed} repeats a run, {@code
 * -Dfuzz.seconds} makes it longer; {@code -Dfuzz.round} starts at the round that a failure named.
 */
class FuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 45));
  private static final int FIRST_ROUND = Integer.getInteger("fuzz.round", 0);
  private static final int REQUESTS = 30;

  /** The answers of status 500 that the documentation lists. */
  private static final Pattern DOCUMENTED_PROBLEM =
      Pattern.compile(
          ".*#(NO_RESPONSE_RESPONSE_DEFINED|SCHEMA_TOO_COMPLEX|NO_COMPLEX_OBJECT_TEXT"
              + "|UNKNOWN\",\"title\":\"(Cannot find serializer for |Tried to force a dynamic response"
              + "|(Error|https):.*\\. We tried default response)).*",
          Pattern.DOTALL);

  private static final Pattern CRASH =
      Pattern.compile(
          "\\n\\s+at [\\w.$]+\\(|\\b(java|jakarta|com\\.github)\\.[a-z]+\\.|<html|<h1>");

  private static final byte[] GOOD =
      "GET /healthy HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final byte[] JOURNAL =
      "GET /__admin/requests HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  @BeforeEach
  void listenForCrashes() {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
  }

  @AfterEach
  void stopListening() {
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  @Test
  void whatever_the_document_and_the_request_the_next_request_is_served() throws IOException {
    Path healthy =
        Files.writeString(
            folder.resolve("healthy.yaml"),
            "openapi: 3.1.0\npaths: {/healthy: {get: {responses: {'200': {description: ok}}}}}\n");
    long end = System.nanoTime() + TIME.toNanos();
    int served = 0;
    int round = FIRST_ROUND;
    for (; System.nanoTime() < end; round++) {
      Dice dice = new Dice(SEED + round * 7919L);
      String text = RandomDocument.text(dice);
      Path file = Files.write(folder.resolve("random.yaml"), text.getBytes(StandardCharsets.UTF_8));
      String name = "-Dfuzz.seed=" + SEED + " -Dfuzz.round=" + round;
      Optional<MockServer> started = start(name, text, round % 2 == 1, healthy, file);
      if (started.isPresent()) {
        served++;
        try (MockServer server = started.get()) {
          requests(name, text, dice, server);
          journal(name + "\n" + shown(text), server);
        }
      }
    }
    System.out.printf(
        "Fuzz: seed %d, rounds %d to %d, %d documents served, %d refused.%n",
        SEED, FIRST_ROUND, round - 1, served, round - FIRST_ROUND - served);
    assertThat(served).isPositive();
  }

  private static Optional<MockServer> start(
      String name, String text, boolean dynamic, Path healthy, Path file) {
    try {
      MockServer server =
          MockServer.start(
              MockServerOptions.builder()
                  .dynamic(dynamic)
                  .mount(Mount.of(healthy))
                  .mount(Mount.of(file))
                  .build());
      server.sampleRequest();
      server.routes();
      return Optional.of(server);
    } catch (MockServerException e) {
      assertThat(e.getMessage()).as(name + "\n" + text).isNotBlank().doesNotContain("\n");
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      throw new AssertionError(name + " does not start:\n" + shown(text), e);
    }
  }

  private void requests(String name, String document, Dice dice, MockServer server) {
    for (int i = 0; i < REQUESTS; i++) {
      RandomRequest request = RandomRequest.of(dice, server.routes());
      String where = name + " request " + i + "\n" + request + "\n\n" + shown(document) + "\n";
      try {
        if (dice.oneIn(20)) {
          RawAnswer.abandon(server.port(), request.bytes(), dice.oneIn(2));
        }
        boolean slowly = dice.oneIn(30);
        Optional<RawAnswer> answer =
            slowly
                ? RawAnswer.toSlowly(server.port(), request.bytes(), 10)
                : RawAnswer.to(server.port(), request.bytes());
        if (answer.isPresent()) {
          check(where, answer.get());
        } else {
          assertThat(request.whole() && !slowly).as(where + "closed without an answer").isFalse();
        }
        assertThat(RawAnswer.to(server.port(), GOOD).map(RawAnswer::status))
            .as(where + "the good request after it")
            .contains(200);
      } catch (IOException e) {
        throw new AssertionError(where + "no answer: " + e, e);
      }
      assertThat(uncaught).as(where).isEmpty();
    }
  }

  private static void journal(String where, MockServer server) throws IOException {
    Optional<RawAnswer> journal = RawAnswer.to(server.port(), JOURNAL);

    assertThat(journal.map(RawAnswer::status))
        .as(where + "\nthe journal\n" + journal)
        .contains(200);
  }

  private static void check(String where, RawAnswer answer) {
    String shown = where + "answered\n" + answer.head() + "\n\n" + shown(answer.body());
    assertThat(CRASH.matcher(answer.body()).find()).as(shown).isFalse();
    if (answer.body().contains("stoplight.io/prism/errors#") && answer.status() >= 500) {
      assertThat(answer.body()).as(shown).matches(DOCUMENTED_PROBLEM);
    }
    assertThat(answer.status()).as(shown).isBetween(200, 999);
  }

  private static String shown(String text) {
    return text.length() > 20_000 ? text.substring(0, 20_000) + "…" : text;
  }
}
