package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.config.RgxGenOption;
import com.github.curiousoddman.rgxgen.config.RgxGenProperties;
import io.github.lumacontracts.mock.internal.validator.SchemaChecks;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes up texts of a format, a pattern and a length. */
final class Texts {
  private static final int TRIES = 400;

  /** A document can ask for any length; a longer text would only fill memory. */
  private static final int MAX_LENGTH = 1 << 20;

  private static final int MAX_REPETITIONS = 10_000;
  private static final double MAX_PATTERN_STEPS = 100_000;

  private final SchemaChecks.Trial trial;
  private final SamplerOptions options;
  private final FakeValues fakes;
  private final Random random;

  /** How often {@code *} and {@code +} repeat at most, in turn until the length is right. */
  private final int[] repetitions;

  Texts(SchemaChecks.Trial trial, SamplerOptions options, FakeValues fakes, Random random) {
    this.trial = trial;
    this.options = options;
    this.fakes = fakes;
    this.random = random;
    int usual = options.repetitions();
    this.repetitions = new int[] {usual, Math.min(3, usual), 1, 20, 64};
  }

  /** What a text has to be. */
  private record Wish(List<String> patterns, List<String> formats, int least, int most) {}

  private Wish wish(Shape shape) {
    int shapeLeast = shape.count("minLength", 0);
    int shapeMost = shape.count("maxLength", Integer.MAX_VALUE);
    return new Wish(
        shape.texts("pattern").stream().filter(regex -> compiled(regex).isPresent()).toList(),
        shape.texts("format"),
        Math.min(Math.max(shapeLeast, options.minLength()), shapeMost),
        Math.max(Math.min(shapeMost, options.maxLength()), shapeLeast));
  }

  /** Returns a text; nothing if none was found. */
  Optional<String> text(Shape shape) {
    Wish wish = wish(shape);
    if (wish.most() < wish.least() || wish.least() > MAX_LENGTH) {
      return Optional.empty();
    }
    Optional<String> last = Optional.empty();
    for (int i = 0; i < TRIES; i++) {
      String text = candidate(wish, i);
      last = Optional.of(text);
      if (fits(wish, text)) {
        return last;
      }
    }
    return last;
  }

  /** Returns a value as it is, or cut or filled up to the right length if it is a text. */
  JsonNode fitted(Shape shape, JsonNode value) {
    if (!value.isTextual() || (!shape.has("minLength") && !shape.has("maxLength"))) {
      return value;
    }
    Wish wish = wish(shape);
    StringBuilder text = new StringBuilder(value.textValue());
    while (text.length() < Math.min(wish.least(), MAX_LENGTH)) {
      text.append(' ').append(fakes.word());
    }
    if (text.length() > wish.most()) {
      text.setLength(wish.most());
    }
    return TextNode.valueOf(text.toString());
  }

  private boolean fits(Wish wish, String text) {
    int length = text.codePointCount(0, text.length());
    return length >= wish.least()
        && length <= wish.most()
        && wish.patterns().stream().allMatch(p -> trial.finds(compiled(p).orElseThrow(), text))
        && wish.formats().stream().allMatch(format -> trial.isOfFormat(format, text));
  }

  private String candidate(Wish wish, int attempt) {
    boolean patternsTurn = !wish.patterns().isEmpty() && attempt % 2 == 1;
    if (!wish.formats().isEmpty() && !patternsTurn) {
      String format = wish.formats().get(attempt % wish.formats().size());
      Optional<String> text =
          TextFormats.draw(format, attempt, wish.least(), fakes, options.days(), random);
      if (text.isPresent()) {
        return text.get();
      }
    }
    if (!wish.patterns().isEmpty()) {
      String pattern = wish.patterns().get(attempt / 2 % wish.patterns().size());
      return padded(matching(pattern, repetitions(wish, attempt)).orElse(""), wish.least());
    }
    return words(wish.least(), wish.most());
  }

  private int repetitions(Wish wish, int attempt) {
    int usual = repetitions[attempt / 2 % repetitions.length];
    int least =
        wish.least() == 0 ? usual : Math.max(usual, wish.least() + (attempt % 4 < 2 ? 4 : 0));
    return Math.max(1, Math.min(Math.min(least, wish.most()), MAX_REPETITIONS));
  }

  /** A pattern without an end fits longer texts too. */
  private String padded(String text, int least) {
    StringBuilder padded = new StringBuilder(text);
    while (padded.length() < least) {
      padded.append(fakes.word());
    }
    return padded.toString();
  }

  /** Returns a text that matches a regular expression, if one can be told from it. */
  Optional<String> matching(String regex) {
    for (int attempt = 0; attempt < TRIES && compiled(regex).isPresent(); attempt++) {
      Optional<String> text = matching(regex, repetitions[attempt % repetitions.length]);
      if (text.isPresent() && trial.finds(compiled(regex).get(), text.get())) {
        return text;
      }
    }
    return Optional.empty();
  }

  private Optional<String> matching(String regex, int repetitions) {
    RgxGenProperties properties = new RgxGenProperties();
    RgxGenOption.INFINITE_PATTERN_REPETITION.setInProperties(properties, repetitions);
    try {
      RgxGen pattern = RgxGen.parse(properties, regex);
      return PatternSize.of(pattern, repetitions) > MAX_PATTERN_STEPS
          ? Optional.empty()
          : Optional.of(pattern.generate(random));
    } catch (RuntimeException | StackOverflowError e) {
      // The library has many exceptions for patterns that Java reads and it does not.
      return Optional.empty();
    }
  }

  private static Optional<Pattern> compiled(String regex) {
    try {
      return Optional.of(Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      return Optional.empty(); // the validator lets everything pass here
    }
  }

  private String words(int least, int most) {
    StringBuilder text = new StringBuilder(fakes.word());
    for (int more = random.nextInt(4); more > 0 || text.length() < least; more--) {
      if (text.length() >= most) {
        break;
      }
      text.append(' ').append(fakes.word());
    }
    if (text.length() > most) {
      text.setLength(most);
    }
    int last = text.length() - 1;
    if (last >= 0 && text.charAt(last) == ' ') {
      text.setCharAt(last, 'a');
    }
    return text.toString();
  }
}
