package io.github.lumacontracts.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.spec.Provider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every code sample of the providers' pages gets its documented answer from the stub. */
class ProviderSamplesTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<SampleExchange> samples() throws IOException {
    return SampleExchange.readAll(SCENARIOS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  @ExtendWith(Stub.WithoutTasks.class)
  void answers_as_the_page_says(SampleExchange sample, MockServer server) throws Exception {
    SampleExchange.RawAnswer answer = send(sample, server);

    assertThat(answer.status()).as(answer.body()).isEqualTo(sample.status());
    assertThat(answer.headers()).containsAllEntriesOf(sample.expectedHeaders());
    assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree(sample.expectedBody()));
  }

  /** A new task has an id, times and a prompt of its own; everything else is as on the page. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  @ExtendWith(Stub.class)
  void answers_as_the_page_says_where_tasks_live(SampleExchange sample, MockServer server)
      throws Exception {

    SampleExchange.RawAnswer answer = send(sample, server);

    assertThat(answer.status()).as(answer.body()).isEqualTo(sample.status());
    assertThat(answer.headers()).containsAllEntriesOf(sample.expectedHeaders());
    assertThat(Masked.of(JSON.readTree(answer.body())))
        .isEqualTo(Masked.of(JSON.readTree(sample.livingBody())));
  }

  private static SampleExchange.RawAnswer send(SampleExchange sample, MockServer server)
      throws IOException {
    Provider provider = Provider.ofSlug(sample.name().split("/")[0]);
    URI base = server.baseUri(provider);
    return sample.sendTo(base);
  }
}
