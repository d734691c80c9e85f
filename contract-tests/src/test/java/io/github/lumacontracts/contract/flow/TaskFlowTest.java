package io.github.lumacontracts.contract.flow;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lumacontracts.client.http.ServiceException;
import io.github.lumacontracts.client.http.WireException;
import io.github.lumacontracts.contract.Stub;
import io.github.lumacontracts.contract.flow.TaskFlow.Seen;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A task from its submission to its video, and all that can go wrong on the way, with each
 * provider's client. Whatever is said is judged by the document.
 */
@ExtendWith(Stub.class)
class TaskFlowTest {
  private static final String PROMPT = "a paper boat no. 4711";
  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final int STEPS = 20;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          APIFRAME | {uuid}      | -       | pending staged starting processing null | \\d+ | -                     | 9:16
          RIXAPI   | {uuid}      | pending | pending processing completed            | null | a paper boat no. 4711 | 9:16
          AI302    | luma_{uuid} | pending | pending processing completed            | null | a paper boat no. 4711 | 16:9
          AIMLAPI  | {uuid}      | pending | pending processing completed            | null | a paper boat no. 4711 | 9:16
          VAPI     | {uuid}      | pending | pending processing completed            | null | a paper boat no. 4711 | 9:16
          """)
  void plays_a_task_from_submit_to_video(
      Provider provider,
      String idForm,
      String created,
      String states,
      String progress,
      String prompt,
      String ratio,
      MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider)) {
      Seen submitted = client.submit(PROMPT, "9:16");
      Seen other = client.submit(PROMPT, "9:16");
      assertThat(submitted.id())
          .matches(idForm.replace("{uuid}", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
          .isNotEqualTo(other.id());
      assertThat(submitted.state()).isEqualTo(created);
      assertThat(submitted.prompt()).isEqualTo(prompt);

      List<Seen> way = new ArrayList<>();
      for (int step = 0; step <= STEPS; step++) {
        way.add(client.read(submitted.id()));
        world.advance(LENGTH.dividedBy(STEPS));
      }

      Seen done = way.get(STEPS);
      assertThat(way).extracting(Seen::id).containsOnly(submitted.id());
      assertThat(way).extracting(Seen::prompt).containsOnly(prompt);
      assertThat(way.stream().map(seen -> "" + seen.state()).distinct().collect(joining(" ")))
          .isEqualTo(states);
      assertThat(way.subList(0, STEPS)).extracting(Seen::video).containsOnlyNulls();
      assertThat("" + way.get(STEPS / 2).progress()).matches(progress);
      assertThat(way.stream().flatMap(seen -> Stream.ofNullable(seen.progress())))
          .isSortedAccordingTo(comparingInt(Integer::parseInt));
      assertThat(Mp4.ratio(download(done.video()).body())).isEqualTo(ratio);
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void serves_video_and_thumbnail(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider)) {
      Seen done = completed(world, client);

      HttpResponse<byte[]> video = download(done.video());
      HttpResponse<byte[]> part = download(done.video(), "Range", "bytes=4-7");

      assertThat(video.headers().firstValue("content-type")).hasValue("video/mp4");
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.headers().firstValue("content-range"))
          .hasValue("bytes 4-7/" + video.body().length);
      assertThat(part.body()).asString(StandardCharsets.US_ASCII).isEqualTo("ftyp");
      if (done.thumbnail() != null) {
        HttpResponse<byte[]> thumbnail = download(done.thumbnail());
        assertThat(thumbnail.headers().firstValue("content-type")).hasValue("image/jpeg");
        assertThat(thumbnail.body()).startsWith(0xFF, 0xD8).endsWith(0xFF, 0xD9);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void extends_a_completed_video(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider)) {
      String parent = completed(world, client).id();

      Seen extension = client.extend(parent, "the boat reaches the sea");
      world.advance(LENGTH);
      Seen done = client.read(extension.id());

      assertThat(server.world(world.name()).tasks().get(extension.id()).parent()).hasValue(parent);
      assertThat(done.video()).contains(extension.id()).isNotEqualTo(client.read(parent).video());
      assertThat(download(done.video()).statusCode()).isEqualTo(200);
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "APIFRAME, 1:1", // which the document says is used if nobody asks for another one
    "RIXAPI, 9:16",
    "AI302, 16:9", // has no aspect ratios
    "AIMLAPI, 9:16",
    "VAPI, 9:16"
  })
  void extends_a_video_in_its_own_shape(Provider provider, String ratio, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider)) {
      String parent = client.submit(PROMPT, "9:16").id();
      world.advance(LENGTH);

      String extension = client.extend(parent, "the boat reaches the sea").id();
      world.advance(LENGTH);

      assertThat(Mp4.ratio(download(client.read(extension).video()).body())).isEqualTo(ratio);
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void does_not_extend_a_video_that_is_not_there(Provider provider, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider)) {
      String unfinished = client.submit(PROMPT, "16:9").id();

      assertRefused(400, () -> client.extend(unfinished, "the boat reaches the sea"));
      assertRefused(404, () -> client.extend(unknownId(), "the boat reaches the sea"));
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void does_not_know_an_id_of_somebody_else(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider)) {
      assertRefused(404, () -> client.read(unknownId()));
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          APIFRAME | processing             | \\d+ | -
          RIXAPI   | IN_PROGRESS processing | 50%  | SUCCESS completed
          AIMLAPI  | processing             | null | completed
          VAPI     | IN_PROGRESS processing | 50%  | SUCCESS completed
          """)
  void reads_several_tasks_at_once(
      Provider provider, String halfway, String progress, String last, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider)) {
      String older = completed(world, client).id();
      String newer = client.submit(PROMPT, "16:9").id();
      world.advance(LENGTH.dividedBy(2));

      List<Seen> tasks = client.readAll(List.of(newer, older)).orElseThrow();

      assertThat(tasks).extracting(Seen::id).containsExactly(newer, older);
      assertThat(tasks).extracting(Seen::state).containsExactly(halfway, last);
      assertThat("" + tasks.get(0).progress()).matches(progress);
      assertThat(tasks.get(1).video()).contains(older);
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "AIMLAPI")
  void lists_the_tasks_of_the_client(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider)) {
      String older = client.submit(PROMPT, "16:9").id();
      world.advance(LENGTH);
      String newer = client.submit(PROMPT, "16:9").id();

      assertThat(client.list().orElseThrow()).extracting(Seen::id).containsExactly(newer, older);
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "APIFRAME")
  void takes_the_price_of_a_task_from_the_account(Provider provider, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider)) {
      long before = client.balance().orElseThrow();
      String parent = completed(world, client).id();
      client.extend(parent, "the boat reaches the sea");

      assertThat(client.balance()).hasValue(before - 12);
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"RIXAPI", "VAPI"})
  void gives_no_link_without_watermark_before_the_end(Provider provider, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider)) {
      String id = client.submit(PROMPT, "16:9").id();

      assertRefused(400, () -> client.downloadUrl(id));
      world.advance(LENGTH);
      assertThat(download(client.downloadUrl(id).orElseThrow()).statusCode()).isEqualTo(200);
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0} · {1}")
  @CsvSource({
    "APIFRAME, unauthorized, 401", "APIFRAME, no-credits, 402",
    "APIFRAME, rate-limited, 429", "APIFRAME, server-error, 500",
    "RIXAPI, unauthorized, 401", "RIXAPI, no-credits, 403",
    "RIXAPI, rate-limited, 429", "RIXAPI, server-error, 500",
    "AI302, unauthorized, 401", "AI302, no-credits, 402",
    "AI302, rate-limited, 429", "AI302, server-error, 500",
    "AIMLAPI, unauthorized, 401", "AIMLAPI, no-credits, 403",
    "AIMLAPI, rate-limited, 429", "AIMLAPI, server-error, 500",
    "VAPI, unauthorized, 401", "VAPI, no-credits, 403",
    "VAPI, rate-limited, 429", "VAPI, server-error, 500"
  })
  void refuses_in_the_words_of_the_provider(
      Provider provider, String scenario, int status, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider, scenario)) {
      ServiceException refused = assertRefused(status, () -> client.submit(PROMPT, "16:9"));

      assertThat(refused.headers().firstValue("Retry-After").isPresent())
          .isEqualTo(scenario.equals("rate-limited"));
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0} · {1}")
  @CsvSource({
    "APIFRAME, failed", "APIFRAME, moderated",
    "RIXAPI, failed", "RIXAPI, moderated",
    "AI302, failed", "AI302, moderated",
    "AIMLAPI, failed", "AIMLAPI, moderated",
    "VAPI, failed", "VAPI, moderated"
  })
  void fails_in_the_words_of_the_provider(Provider provider, String scenario, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider)) {
      String id = client.submit(PROMPT + " [scenario:" + scenario + "]", "16:9").id();
      world.advance(LENGTH);

      Seen failed = client.read(id);

      assertThat(failed.state()).isEqualTo("failed");
      assertThat(failed.video()).isNull();
      if (provider != Provider.AIMLAPI) { // whose tasks have no member for a reason
        assertThat(failed.reason()).isNotEmpty();
      }
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void completes_without_a_video(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider, "done-without-url")) {
      String id = client.submit(PROMPT, "16:9").id();
      assertThat(world.problems(provider)).isEmpty(); // what is null at first stays there
      world.advance(LENGTH);

      assertThat(client.read(id).video()).isNull();
      assertThat(client.read(id).state()).isIn("completed", null);
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void keeps_a_state_that_no_document_knows(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider, "unknown-status")) {
      String id = client.submit(PROMPT, "16:9").id();
      world.advance(LENGTH.dividedBy(2));

      assertThat(client.read(id).state()).isEqualTo("paused");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void refuses_a_download_that_comes_too_late(Provider provider, MockServer server)
      throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider, "expired-url")) {
      Seen done = completed(world, client);

      assertThat(download(done.video()).statusCode()).isEqualTo(403);
    }
    assertThat(world.problems(provider)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void drops_the_connection(Provider provider, MockServer server) throws Exception {
    World world = World.frozen(server);
    try (TaskFlow client = world.client(provider, "dropped")) {
      assertThatThrownBy(() -> client.submit(PROMPT, "16:9")).isInstanceOf(WireException.class);
    }
  }

  private static Seen completed(World world, TaskFlow client) throws Exception {
    String id = client.submit(PROMPT, "16:9").id();
    world.advance(LENGTH);
    Seen done = client.read(id);
    assertThat(done.video()).contains(id);
    return done;
  }

  /** That the body is the provider's own is for the judge to say. */
  private static ServiceException assertRefused(int status, Runnable call) {
    ServiceException refused = catchThrowableOfType(ServiceException.class, call::run);
    assertThat(refused).isNotNull();
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(refused.error(Object.class)).isPresent();
    return refused;
  }

  private static String unknownId() {
    return UUID.randomUUID().toString();
  }

  private static HttpResponse<byte[]> download(String address, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
  }
}
