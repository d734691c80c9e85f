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
@ExtendWith(Stub.class)
class ProviderSamplesTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
  private final ObjectMapper json = new ObjectMapper();

  static Stream<SampleExchange> samples() throws IOException {
    return SampleExchange.readAll(SCENARIOS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void answers_as_the_page_says(SampleExchange sample, MockServer server) throws Exception {
    Provider provider = Provider.ofSlug(sample.name().split("/")[0]);
    URI base = server.baseUri(provider);

    SampleExchange.RawAnswer answer = sample.sendTo(base);

    assertThat(answer.status()).as(answer.body()).isEqualTo(sample.status());
    assertThat(answer.headers()).containsAllEntriesOf(sample.expectedHeaders());
    assertThat(json.readTree(answer.body())).isEqualTo(json.readTree(sample.expectedBody()));
  }
}
