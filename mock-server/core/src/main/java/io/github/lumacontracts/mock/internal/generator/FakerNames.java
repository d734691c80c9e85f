package io.github.lumacontracts.mock.internal.generator;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lumacontracts.mock.internal.document.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.datafaker.Faker;

/** The names that documents use in {@code x-faker}: those of Faker 6 for JavaScript. */
final class FakerNames {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([\\w.]+)[^}]*}}");
  private static final BigDecimal USUAL_MOST = BigDecimal.valueOf(99_999);

  private FakerNames() {}

  /** One use of a name, with the arguments that the document gives. */
  record Call(Faker faker, Randomness randomness, JsonNode arguments) {
    /** Returns an argument by its place in a list or its name in an object. */
    JsonNode argument(int index, String name) {
      if (arguments.isArray()) {
        JsonNode own = arguments.path(index);
        return own.isObject() && index == 0 && own.has(name) ? own.path(name) : own;
      }
      return arguments.isObject()
          ? arguments.path(name)
          : index == 0 ? arguments : arguments.path("none");
    }

    int count(int index, String name, int other) {
      JsonNode argument = argument(index, name);
      return argument.isNumber() ? Math.max(0, Math.min(argument.intValue(), 1000)) : other;
    }

    BigDecimal number(int index, String name, BigDecimal other) {
      JsonNode argument = argument(index, name);
      return argument.isNumber() ? argument.decimalValue() : other;
    }

    int below(int bound) {
      return randomness.random().nextInt(bound);
    }

    <T> T pick(List<T> all) {
      return all.get(below(all.size()));
    }

    Instant moment(long fromSeconds, long toSeconds) {
      long span = Math.max(1, toSeconds - fromSeconds);
      long drawn = fromSeconds + (long) (randomness.random().nextDouble() * span);
      return randomness.now().plusSeconds(drawn).truncatedTo(ChronoUnit.SECONDS);
    }
  }

  /** Returns a value of this name, or nothing if the name is not known. */
  static Optional<JsonNode> value(String name, Call call) {
    return Optional.ofNullable(NAMES.get(name)).map(maker -> node(maker.apply(call)));
  }

  static Set<String> names() {
    return NAMES.keySet();
  }

  private static JsonNode node(Object value) {
    if (value instanceof JsonNode node) {
      return node;
    }
    if (value instanceof Boolean flag) {
      return BooleanNode.valueOf(flag);
    }
    if (value instanceof BigDecimal number) {
      return Numbers.node(number);
    }
    if (value instanceof Integer number) {
      return NODES.numberNode(number);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(item -> array.add(node(item)));
      return array;
    }
    return TextNode.valueOf(value.toString());
  }

  private static final Map<String, Function<Call, Object>> NAMES =
      Stream.of(
              people(), places(), trade(), internet(), texts(), times(), money(), things(), plain())
          .flatMap(names -> names.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private static Function<Call, Object> of(Function<Faker, Object> value) {
    return call -> value.apply(call.faker());
  }

  private static Function<Call, Object> oneOf(String... words) {
    List<String> all = List.of(words);
    return call -> call.pick(all);
  }

  private static Map<String, Function<Call, Object>> people() {
    return Map.ofEntries(
        entry("name.firstName", of(f -> f.name().firstName())),
        entry("name.lastName", of(f -> f.name().lastName())),
        entry("name.middleName", of(f -> f.name().firstName())),
        entry("name.findName", of(f -> f.name().fullName())),
        entry("name.fullName", of(f -> f.name().fullName())),
        entry("name.prefix", of(f -> f.name().prefix())),
        entry("name.suffix", of(f -> f.name().suffix())),
        entry("name.gender", oneOf("Female", "Male", "Nonbinary")),
        entry("name.title", of(f -> f.job().title())),
        entry("name.jobTitle", of(f -> f.job().title())),
        entry("name.jobDescriptor", of(f -> f.job().seniority())),
        entry("name.jobArea", of(f -> f.job().field())),
        entry("name.jobType", of(f -> f.job().position())),
        entry("phone.phoneNumber", of(f -> f.phoneNumber().phoneNumber())),
        entry("phone.phoneNumberFormat", of(f -> f.phoneNumber().cellPhone())),
        entry("phone.phoneFormats", oneOf("###-###-####", "(###) ###-####", "1-###-###-####")),
        entry("phone.imei", of(f -> f.code().imei())));
  }

  private static Map<String, Function<Call, Object>> places() {
    return Map.ofEntries(
        entry("address.zipCode", of(f -> f.address().zipCode())),
        entry("address.zipCodeByState", of(f -> f.address().zipCode())),
        entry("address.city", of(f -> f.address().city())),
        entry("address.cityName", of(f -> f.address().cityName())),
        entry("address.cityPrefix", of(f -> f.address().cityPrefix())),
        entry("address.citySuffix", of(f -> f.address().citySuffix())),
        entry("address.buildingNumber", of(f -> f.address().buildingNumber())),
        entry("address.streetName", of(f -> f.address().streetName())),
        entry("address.streetAddress", of(f -> f.address().streetAddress())),
        entry("address.streetPrefix", of(f -> f.address().streetPrefix())),
        entry("address.streetSuffix", of(f -> f.address().streetSuffix())),
        entry("address.secondaryAddress", of(f -> f.address().secondaryAddress())),
        entry("address.county", of(f -> f.address().cityName() + " County")),
        entry("address.country", of(f -> f.address().country())),
        entry("address.countryCode", of(f -> f.address().countryCode().toUpperCase(Locale.ROOT))),
        entry("address.state", of(f -> f.address().state())),
        entry("address.stateAbbr", of(f -> f.address().stateAbbr())),
        entry("address.latitude", call -> degrees(call, 90)),
        entry("address.longitude", call -> degrees(call, 180)),
        entry(
            "address.nearbyGPSCoordinate", call -> List.of(degrees(call, 90), degrees(call, 180))),
        entry(
            "address.direction", oneOf("North", "East", "South", "West", "Northeast", "Southwest")),
        entry("address.cardinalDirection", oneOf("North", "East", "South", "West")),
        entry(
            "address.ordinalDirection", oneOf("Northeast", "Northwest", "Southeast", "Southwest")),
        entry("address.timeZone", of(f -> f.address().timeZone())));
  }

  /** Faker 6 gives degrees as text with four digits. */
  private static String degrees(Call call, int most) {
    BigDecimal high = call.number(0, "max", BigDecimal.valueOf(most));
    BigDecimal low = call.number(1, "min", BigDecimal.valueOf(-most));
    return between(call, low, high, 4).toPlainString();
  }

  private static Map<String, Function<Call, Object>> trade() {
    return Map.ofEntries(
        entry("commerce.color", of(f -> f.color().name())),
        entry("commerce.department", of(f -> f.commerce().department())),
        entry("commerce.productName", of(f -> f.commerce().productName())),
        entry("commerce.price", FakerNames::price),
        entry(
            "commerce.productAdjective", oneOf("Handmade", "Refined", "Rustic", "Sleek", "Small")),
        entry("commerce.productMaterial", of(f -> f.commerce().material())),
        entry("commerce.product", oneOf("Bike", "Chair", "Hat", "Keyboard", "Shoes", "Table")),
        entry("commerce.productDescription", of(f -> f.lorem().sentence())),
        entry("company.companyName", of(f -> f.company().name())),
        entry("company.companySuffix", of(f -> f.company().suffix())),
        entry("company.suffixes", call -> List.of("Inc", "and Sons", "LLC", "Group")),
        entry("company.catchPhrase", of(f -> f.company().catchPhrase())),
        entry("company.catchPhraseAdjective", of(f -> word(f.company().catchPhrase(), 0))),
        entry("company.catchPhraseDescriptor", of(f -> word(f.company().catchPhrase(), 1))),
        entry("company.catchPhraseNoun", of(f -> word(f.company().catchPhrase(), -1))),
        entry("company.bs", of(f -> f.company().bs())),
        entry("company.bsBuzz", of(f -> word(f.company().bs(), 0))),
        entry("company.bsAdjective", of(f -> word(f.company().bs(), 1))),
        entry("company.bsNoun", of(f -> word(f.company().bs(), -1))));
  }

  private static String price(Call call) {
    BigDecimal low = call.number(0, "min", BigDecimal.ONE);
    BigDecimal high = call.number(1, "max", BigDecimal.valueOf(1000));
    int digits = Math.min(call.count(2, "dec", 2), 10);
    return call.argument(3, "symbol").asText("")
        + between(call, low, high, digits).setScale(digits, RoundingMode.DOWN).toPlainString();
  }

  private static String word(String phrase, int index) {
    String[] words = phrase.split(" ", -1);
    return words[index < 0 ? words.length - 1 : Math.min(index, words.length - 1)];
  }

  private static Map<String, Function<Call, Object>> internet() {
    return Map.ofEntries(
        entry("internet.avatar", call -> picture("avatar", call.randomness(), 200, 200)),
        entry("internet.email", of(f -> f.internet().emailAddress())),
        entry("internet.exampleEmail", of(f -> f.internet().safeEmailAddress())),
        entry("internet.userName", of(f -> f.credentials().username())),
        entry("internet.protocol", oneOf("http", "https")),
        entry("internet.httpMethod", oneOf("GET", "POST", "PUT", "DELETE", "PATCH")),
        entry("internet.url", of(f -> "https://" + f.internet().domainName())),
        entry("internet.domainName", of(f -> f.internet().domainName())),
        entry("internet.domainSuffix", of(f -> f.internet().domainSuffix())),
        entry("internet.domainWord", of(f -> f.internet().domainWord())),
        entry("internet.ip", of(f -> f.internet().ipV4Address())),
        entry("internet.ipv4", of(f -> f.internet().ipV4Address())),
        entry("internet.ipv6", of(f -> f.internet().ipV6Address())),
        entry("internet.port", call -> call.below(65_536)),
        entry("internet.userAgent", of(f -> f.internet().userAgent())),
        entry("internet.color", of(f -> f.color().hex())),
        entry("internet.mac", of(f -> f.internet().macAddress())),
        entry(
            "internet.password",
            call ->
                letters(
                    call,
                    "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789",
                    call.count(0, "len", 15))),
        entry("internet.emoji", oneOf("😀", "🎉", "🚀", "❤️", "🌍", "🎬")),
        entry("image.image", FakerNames::image),
        entry("image.imageUrl", FakerNames::image),
        entry("image.avatar", call -> picture("avatar", call.randomness(), 200, 200)),
        entry("image.abstract", FakerNames::image),
        entry("image.animals", FakerNames::image),
        entry("image.business", FakerNames::image),
        entry("image.cats", FakerNames::image),
        entry("image.city", FakerNames::image),
        entry("image.food", FakerNames::image),
        entry("image.nightlife", FakerNames::image),
        entry("image.fashion", FakerNames::image),
        entry("image.people", FakerNames::image),
        entry("image.nature", FakerNames::image),
        entry("image.sports", FakerNames::image),
        entry("image.technics", FakerNames::image),
        entry("image.transport", FakerNames::image),
        entry("random.image", FakerNames::image),
        entry("image.dataUri", of(f -> f.image().base64SVG())));
  }

  private static String image(Call call) {
    return picture(
        "image", call.randomness(), call.count(0, "width", 640), call.count(1, "height", 480));
  }

  /** An address in a domain that nobody can own: a test must not load pictures from strangers. */
  private static String picture(String kind, Randomness randomness, int width, int height) {
    int number = randomness.random().nextInt(100_000);
    return "https://images.example.com/" + kind + "/" + width + "/" + height + "/" + number;
  }

  private static Map<String, Function<Call, Object>> texts() {
    return Map.ofEntries(
        entry("lorem.word", of(f -> f.lorem().word())),
        entry(
            "lorem.words",
            call -> joined(call.count(0, "num", 3), " ", call.faker().lorem()::word)),
        entry("lorem.sentence", call -> sentence(call, call.count(0, "wordCount", 6))),
        entry(
            "lorem.slug",
            call -> joined(call.count(0, "wordCount", 3), "-", call.faker().lorem()::word)),
        entry(
            "lorem.sentences",
            call -> joined(call.count(0, "sentenceCount", 3), " ", () -> sentence(call, 6))),
        entry("lorem.paragraph", call -> paragraph(call, call.count(0, "sentenceCount", 3))),
        entry(
            "lorem.paragraphs",
            call -> joined(call.count(0, "paragraphCount", 3), "\n \r", () -> paragraph(call, 3))),
        entry("lorem.text", call -> paragraph(call, 4)),
        entry(
            "lorem.lines",
            call -> joined(call.count(0, "lineCount", 3), "\n", () -> sentence(call, 6))),
        entry("hacker.abbreviation", of(f -> f.hacker().abbreviation())),
        entry("hacker.adjective", of(f -> f.hacker().adjective())),
        entry("hacker.noun", of(f -> f.hacker().noun())),
        entry("hacker.verb", of(f -> f.hacker().verb())),
        entry("hacker.ingverb", of(f -> f.hacker().ingverb())),
        entry(
            "hacker.phrase",
            of(
                f ->
                    "If we "
                        + f.hacker().verb()
                        + " the "
                        + f.hacker().noun()
                        + ", we can get to the "
                        + f.hacker().adjective()
                        + " "
                        + f.hacker().noun()
                        + "!")),
        entry("word.adjective", of(f -> f.hacker().adjective())),
        entry("word.noun", of(f -> f.hacker().noun())),
        entry("word.verb", of(f -> f.hacker().verb())),
        entry("word.adverb", oneOf("calmly", "gladly", "often", "quickly", "rarely", "slowly")),
        entry("word.conjunction", oneOf("although", "and", "because", "but", "or", "while")),
        entry("word.interjection", oneOf("ah", "hey", "oh", "ouch", "wow", "yippee")),
        entry("word.preposition", oneOf("about", "above", "before", "from", "under", "with")));
  }

  private static String sentence(Call call, int words) {
    String text = joined(Math.max(1, words), " ", call.faker().lorem()::word);
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }

  private static String paragraph(Call call, int sentences) {
    return joined(sentences, " ", () -> sentence(call, 3 + call.below(8)));
  }

  private static String joined(int count, String separator, Supplier<String> part) {
    return IntStream.range(0, count)
        .mapToObj(i -> part.get())
        .collect(Collectors.joining(separator));
  }

  private static Map<String, Function<Call, Object>> times() {
    return Map.ofEntries(
        entry("date.past", call -> call.moment(-years(call), 0)),
        entry("date.future", call -> call.moment(1, years(call))),
        entry("date.recent", call -> call.moment(-days(call), 0)),
        entry("date.soon", call -> call.moment(1, days(call))),
        entry("date.between", FakerNames::between),
        entry(
            "date.betweens", call -> Stream.of(0, 1, 2).map(i -> between(call)).sorted().toList()),
        entry(
            "date.month",
            call ->
                call.randomness()
                    .now()
                    .atOffset(ZoneOffset.UTC)
                    .getMonth()
                    .plus(call.below(12))
                    .getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
        entry(
            "date.weekday",
            call ->
                call.randomness()
                    .now()
                    .atOffset(ZoneOffset.UTC)
                    .getDayOfWeek()
                    .plus(call.below(7))
                    .getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
        entry(
            "time.recent", call -> BigDecimal.valueOf(call.moment(-days(call), 0).toEpochMilli())));
  }

  private static long years(Call call) {
    return Duration.ofDays(365L * Math.max(1, call.count(0, "years", 1))).toSeconds();
  }

  private static long days(Call call) {
    return Duration.ofDays(Math.max(1, call.count(0, "days", 1))).toSeconds();
  }

  private static Instant between(Call call) {
    long now = call.randomness().now().getEpochSecond();
    long from = epochSecond(call.argument(0, "from"), now - years(call));
    long to = epochSecond(call.argument(1, "to"), now);
    return call.moment(from - now, to - now);
  }

  /** Reads a date or a date with time; anything else is as if it were not there. */
  private static long epochSecond(JsonNode date, long other) {
    String text = date.asText();
    Matcher matcher = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T\\S+Z)?").matcher(text);
    if (!matcher.matches()) {
      return other;
    }
    try {
      return Instant.parse(text.contains("T") ? text : text + "T00:00:00Z").getEpochSecond();
    } catch (java.time.format.DateTimeParseException e) {
      return other;
    }
  }

  private static Map<String, Function<Call, Object>> money() {
    return Map.ofEntries(
        entry("finance.account", call -> letters(call, "0123456789", call.count(0, "length", 8))),
        entry(
            "finance.accountName",
            oneOf(
                "Checking Account",
                "Home Loan Account",
                "Money Market Account",
                "Savings Account")),
        entry("finance.routingNumber", of(f -> f.finance().usRoutingNumber())),
        entry("finance.mask", call -> letters(call, "0123456789", call.count(0, "length", 4))),
        entry(
            "finance.amount",
            call ->
                between(
                        call,
                        call.number(0, "min", BigDecimal.ZERO),
                        call.number(1, "max", BigDecimal.valueOf(1000)),
                        Math.min(call.count(2, "dec", 2), 10))
                    .toPlainString()),
        entry("finance.transactionType", oneOf("deposit", "invoice", "payment", "withdrawal")),
        entry("finance.transactionDescription", of(f -> "payment to " + f.company().name())),
        entry("finance.currencyCode", of(f -> f.money().currencyCode())),
        entry("finance.currencyName", of(f -> f.money().currency())),
        entry("finance.currencySymbol", oneOf("$", "€", "£", "¥", "₹")),
        entry(
            "finance.bitcoinAddress",
            call -> "1" + letters(call, "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpq", 33)),
        entry(
            "finance.litecoinAddress",
            call -> "L" + letters(call, "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpq", 33)),
        entry("finance.ethereumAddress", call -> "0x" + letters(call, "0123456789abcdef", 40)),
        entry(
            "finance.creditCardNumber", of(f -> f.finance().creditCard().replaceAll("[^0-9]", ""))),
        entry("finance.creditCardCVV", call -> letters(call, "0123456789", 3)),
        entry("finance.creditCardIssuer", oneOf("visa", "mastercard", "discover", "jcb")),
        entry("finance.pin", call -> letters(call, "0123456789", call.count(0, "length", 4))),
        entry("finance.iban", of(f -> f.finance().iban())),
        entry("finance.bic", of(f -> f.finance().bic())));
  }

  private static Map<String, Function<Call, Object>> things() {
    return Map.ofEntries(
        entry("animal.type", of(f -> f.animal().name())),
        entry("animal.dog", of(f -> f.dog().breed())),
        entry("animal.cat", of(f -> f.cat().breed())),
        entry("animal.horse", of(f -> f.horse().breed())),
        entry("music.genre", of(f -> f.music().genre())),
        entry("vehicle.vehicle", of(f -> f.vehicle().makeAndModel())),
        entry("vehicle.manufacturer", of(f -> f.vehicle().manufacturer())),
        entry("vehicle.model", of(f -> f.vehicle().model())),
        entry("vehicle.type", of(f -> f.vehicle().carType())),
        entry("vehicle.fuel", of(f -> f.vehicle().fuelType())),
        entry("vehicle.vin", of(f -> f.vehicle().vin())),
        entry("vehicle.color", of(f -> f.color().name())),
        entry("vehicle.vrm", of(f -> f.vehicle().licensePlate())),
        entry("system.fileName", of(f -> f.lorem().word() + "." + f.file().extension())),
        entry("system.commonFileName", of(f -> f.lorem().word() + "." + f.file().extension())),
        entry("system.mimeType", of(f -> f.file().mimeType())),
        entry("system.commonFileType", oneOf("application", "audio", "image", "text", "video")),
        entry("system.commonFileExt", of(f -> f.file().extension())),
        entry("system.fileType", oneOf("application", "audio", "image", "text", "video")),
        entry("system.fileExt", of(f -> f.file().extension())),
        entry(
            "system.directoryPath", oneOf("/etc", "/home", "/opt", "/srv", "/usr/lib", "/var/log")),
        entry("system.filePath", of(f -> "/srv/" + f.lorem().word() + "." + f.file().extension())),
        entry(
            "system.semver", call -> call.below(10) + "." + call.below(10) + "." + call.below(10)),
        entry("database.column", oneOf("id", "title", "name", "status", "createdAt", "updatedAt")),
        entry("database.type", oneOf("bigint", "boolean", "date", "int", "text", "varchar")),
        entry("database.collation", oneOf("ascii_bin", "utf8_bin", "utf8_unicode_ci")),
        entry("database.engine", oneOf("ARCHIVE", "CSV", "InnoDB", "MEMORY", "MyISAM")),
        entry("database.mongodbObjectId", call -> letters(call, "0123456789abcdef", 24)),
        entry("git.branch", of(f -> f.lorem().word() + "-" + f.lorem().word())),
        entry("git.commitMessage", of(f -> f.hacker().verb() + " " + f.hacker().noun())),
        entry("git.commitSha", call -> letters(call, "0123456789abcdef", 40)),
        entry("git.shortSha", call -> letters(call, "0123456789abcdef", 7)));
  }

  private static Map<String, Function<Call, Object>> plain() {
    return Map.ofEntries(
        entry("random.number", call -> number(call, BigDecimal.ONE)),
        entry("datatype.number", call -> number(call, BigDecimal.ONE)),
        entry("random.float", call -> number(call, new BigDecimal("0.01"))),
        entry("datatype.float", call -> number(call, new BigDecimal("0.01"))),
        entry("random.uuid", call -> TextFormats.uuid(call.randomness().random())),
        entry("datatype.uuid", call -> TextFormats.uuid(call.randomness().random())),
        entry("random.boolean", call -> call.below(2) == 0),
        entry("datatype.boolean", call -> call.below(2) == 0),
        entry("datatype.datetime", call -> call.moment(-years(call), years(call))),
        entry(
            "datatype.string",
            call ->
                letters(
                    call,
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
                    call.count(0, "length", 10))),
        entry(
            "datatype.hexaDecimal",
            call -> "0x" + letters(call, "0123456789ABCDEF", call.count(0, "length", 1))),
        entry(
            "random.hexaDecimal",
            call -> "0x" + letters(call, "0123456789ABCDEF", call.count(0, "count", 1))),
        entry(
            "random.alpha",
            call -> letters(call, "abcdefghijklmnopqrstuvwxyz", call.count(0, "count", 1))),
        entry(
            "random.alphaNumeric",
            call ->
                letters(call, "abcdefghijklmnopqrstuvwxyz0123456789", call.count(0, "count", 1))),
        entry("random.numeric", call -> letters(call, "0123456789", call.count(0, "length", 1))),
        entry("random.word", of(f -> f.lorem().word())),
        entry(
            "random.words",
            call -> joined(call.count(0, "count", 3), " ", call.faker().lorem()::word)),
        entry("random.locale", oneOf("de", "en", "es", "fr", "ja", "pt_BR", "zh_CN")),
        entry("random.arrayElement", call -> call.pick(elements(call))),
        entry("helpers.randomize", call -> call.pick(elements(call))),
        entry("random.arrayElements", FakerNames::someElements),
        entry("random.objectElement", FakerNames::objectElement),
        entry("fake", FakerNames::template));
  }

  private static BigDecimal number(Call call, BigDecimal usualStep) {
    BigDecimal high =
        call.arguments().isNumber()
            ? call.arguments().decimalValue()
            : call.number(0, "max", USUAL_MOST);
    BigDecimal low = call.number(9, "min", BigDecimal.ZERO);
    BigDecimal step = call.number(9, "precision", usualStep);
    int digits = Math.max(0, Math.min(step.stripTrailingZeros().scale(), 10));
    return between(call, low, high, digits);
  }

  private static BigDecimal between(Call call, BigDecimal low, BigDecimal high, int digits) {
    BigDecimal span = high.subtract(low).max(BigDecimal.ZERO);
    return low.add(span.multiply(BigDecimal.valueOf(call.randomness().random().nextDouble())))
        .setScale(digits, RoundingMode.HALF_UP);
  }

  private static String letters(Call call, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(call.below(alphabet.length())));
    }
    return text.toString();
  }

  /** The list stands alone or inside the list of arguments. */
  private static List<JsonNode> elements(Call call) {
    JsonNode list =
        call.arguments().path(0).isArray() ? call.arguments().path(0) : call.arguments();
    List<JsonNode> elements = new ArrayList<>();
    list.forEach(elements::add);
    return elements.isEmpty() ? List.of(node("a"), node("b"), node("c")) : elements;
  }

  private static List<JsonNode> someElements(Call call) {
    List<JsonNode> all = elements(call);
    List<JsonNode> some = new ArrayList<>(all);
    java.util.Collections.shuffle(some, call.randomness().random());
    return some.subList(0, 1 + call.below(all.size()));
  }

  private static Object objectElement(Call call) {
    JsonNode object =
        call.arguments().path(0).isObject() ? call.arguments().path(0) : call.arguments();
    List<JsonNode> values = new ArrayList<>();
    object.propertyStream().forEach(member -> values.add(member.getValue()));
    return values.isEmpty() ? "bar" : call.pick(values);
  }

  /** A text in which other names stand between braces. */
  private static String template(Call call) {
    JsonNode first = call.argument(0, "template");
    Call plain = new Call(call.faker(), call.randomness(), NODES.missingNode());
    return PLACEHOLDER
        .matcher(first.asText())
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    value(match.group(1), plain).map(JsonNode::asText).orElse(match.group())));
  }
}
