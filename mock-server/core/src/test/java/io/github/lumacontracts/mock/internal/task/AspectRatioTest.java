package io.github.lumacontracts.mock.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AspectRatioTest {
  @ParameterizedTest
  @CsvSource({
    "1:1, 1x1",
    "16:9, 16x9",
    "9:16, 9x16",
    "4:3, 4x3",
    "3:4, 3x4",
    "21:9, 21x9",
    "9:21, 9x21",
    "3:2, 3x2",
    "2:3, 2x3",
    "32:18, 16x9",
    "1920x1080, 16x9",
    "5:4, 4x3",
    "1000:1, 21x9",
    "1:1000, 9x21",
    "2.35:1, 21x9",
    "auto, 16x9",
    "'', 16x9",
    "0:0, 16x9",
    "16:0, 16x9",
    "0:9, 16x9",
    "-16:9, 16x9"
  })
  void takes_the_nearest_ratio(String text, String nearest) {
    assertThat(AspectRatio.nearest(text)).hasToString(nearest);
  }
}
