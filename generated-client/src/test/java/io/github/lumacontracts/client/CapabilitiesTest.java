package io.github.lumacontracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.spec.Provider;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CapabilitiesTest {
  private static final Map<String, Feature> MEMBERS =
      Map.ofEntries(
          Map.entry("image_url", Feature.START_FRAME),
          Map.entry("end_image_url", Feature.END_FRAME),
          Map.entry("image_end_url", Feature.END_FRAME),
          Map.entry("aspect_ratio", Feature.ASPECT_RATIO),
          Map.entry("loop", Feature.LOOP),
          Map.entry("enhance_prompt", Feature.ENHANCE),
          Map.entry("expand_prompt", Feature.ENHANCE),
          Map.entry("duration", Feature.DURATION),
          Map.entry("resolution", Feature.RESOLUTION),
          Map.entry("webhook_url", Feature.WEBHOOK),
          Map.entry("notify_hook", Feature.WEBHOOK),
          Map.entry("webhook_secret", Feature.WEBHOOK_SECRET));

  /** Members without a feature: prompts, what to extend, and what one provider alone has. */
  private static final Set<String> NO_FEATURE =
      Set.of("prompt", "user_prompt", "parent_task_id", "keyframes", "model");

  @ParameterizedTest
  @EnumSource(Provider.class)
  void features_are_those_of_the_document(Provider provider) {
    Documented document = new Documented(provider);
    Capabilities capabilities = Adapters.capabilities(provider);
    JsonNode submit = document.operation("createGeneration");
    JsonNode extend = document.operation("extendGeneration");
    Set<Feature> expected = features(document, submit);
    expected.add(Feature.EXTEND);
    if (!batch(document).isMissingNode()) {
      expected.add(Feature.BATCH);
    }
    if (submit.at("/x-lifecycle/account").isObject()) {
      expected.add(Feature.BALANCE);
    }

    assertThat(all(capabilities::supports)).isEqualTo(expected);
    assertThat(all(capabilities::supportsInExtension)).isEqualTo(features(document, extend));
    assertThat(capabilities.supports(Feature.WEBHOOK)).isEqualTo(submit.has("callbacks"));
    assertThat(capabilities.supportsInExtension(Feature.WEBHOOK))
        .isEqualTo(extend.has("callbacks"));
  }

  private static Set<Feature> features(Documented document, JsonNode operation) {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    for (var member : document.body(operation).get("properties").properties()) {
      Feature feature = MEMBERS.get(member.getKey());
      if (feature != null) {
        features.add(feature);
      } else {
        assertThat(NO_FEATURE)
            .as("a member of " + operation.get("summary"))
            .contains(member.getKey());
      }
      JsonNode schema = document.resolve(member.getValue());
      if (feature == Feature.START_FRAME
          && (schema.path("format").asText().equals("binary")
              || schema.get("description").asText().contains("Base64")
              || !document.operation("uploadFile").isMissingNode())) {
        features.add(Feature.FRAME_UPLOAD);
      }
    }
    return features;
  }

  private static Set<Feature> all(Predicate<Feature> supported) {
    return Stream.of(Feature.values())
        .filter(supported)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Feature.class)));
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void values_are_those_of_the_document(Provider provider) {
    Documented document = new Documented(provider);
    Capabilities capabilities = Adapters.capabilities(provider);
    JsonNode members = document.body(document.operation("createGeneration")).get("properties");
    JsonNode ratio = document.resolve(members.path("aspect_ratio"));

    assertThat(capabilities.aspectRatios()).containsExactlyElementsOf(texts(ratio));
    assertThat(capabilities.durations())
        .containsExactlyElementsOf(quoted(members.path("duration"), "\\d+s"));
    assertThat(capabilities.resolutions())
        .containsExactlyElementsOf(quoted(members.path("resolution"), "\\d+p"));
  }

  private static Set<String> texts(JsonNode schema) {
    Set<String> texts = new LinkedHashSet<>();
    schema.path("enum").forEach(value -> texts.add(value.asText()));
    return texts;
  }

  /** Returns the values that a description has in code marks. */
  private static Set<String> quoted(JsonNode schema, String value) {
    return Pattern.compile("`(" + value + ")`")
        .matcher(schema.path("description").asText())
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void several_tasks_are_read_within_the_limits_of_the_document(Provider provider) {
    JsonNode ids = batch(new Documented(provider));
    Capabilities capabilities = Adapters.capabilities(provider);

    assertThat(capabilities.leastBatch())
        .isEqualTo(ids.isMissingNode() ? 0 : ids.path("minItems").asInt(1));
    assertThat(capabilities.mostBatch())
        .isEqualTo(ids.isMissingNode() ? 0 : ids.path("maxItems").asInt(50));
  }

  /** Returns the schema of the ids that a read of several tasks takes. */
  private static JsonNode batch(Documented document) {
    JsonNode members = document.body(document.operation("getTasks")).path("properties");
    JsonNode parameter = document.operation("getGenerations").at("/parameters/0");
    return members.isObject()
        ? members.path(members.has("ids") ? "ids" : "task_ids")
        : document.resolve(parameter).path("schema");
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void failures_are_refunded_where_the_document_says_so(Provider provider) {
    JsonNode outcomes =
        new Documented(provider).operation("createGeneration").at("/x-lifecycle/outcomes");

    assertThat(Adapters.capabilities(provider).refundsFailures())
        .isEqualTo(outcomes.findValues("refunded").stream().anyMatch(JsonNode::asBoolean));
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void an_adapter_refuses_the_reads_that_it_lacks(Provider provider) {
    try (var server = new ScriptedProvider(provider)) {
      Capabilities capabilities = server.adapter().capabilities();
      if (!capabilities.supports(Feature.BALANCE)) {
        assertThatThrownBy(() -> server.adapter().balance())
            .isInstanceOf(UnsupportedFeatureException.class);
      }
      if (!capabilities.supports(Feature.BATCH)) {
        assertThatThrownBy(() -> server.adapter().fetchMany(List.of()))
            .isInstanceOf(UnsupportedFeatureException.class);
      }
      assertThat(capabilities).isSameAs(Adapters.capabilities(provider));
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "APIFRAME, FRAME_UPLOAD, APIFRAME has no FRAME_UPLOAD.",
    "AI302, ASPECT_RATIO, AI302 has no ASPECT_RATIO.",
    "AIMLAPI, LOOP, AIMLAPI has no LOOP.",
    "AIMLAPI, WEBHOOK, AIMLAPI has no WEBHOOK.",
    "VAPI, WEBHOOK_SECRET, VAPI has no WEBHOOK_SECRET.",
  })
  void what_a_provider_lacks_is_refused_by_name(
      Provider provider, Feature feature, String message) {
    VideoRequest boat = VideoRequest.of("a paper boat");
    VideoRequest request =
        switch (feature) {
          case FRAME_UPLOAD -> boat.startFrame(Frame.ofBytes(new byte[1], "image/png"));
          case ASPECT_RATIO -> boat.aspectRatio("16:9");
          case LOOP -> boat.loop(false);
          case WEBHOOK -> boat.webhook(URI.create("https://example.com/hook"));
          default -> boat.webhook(URI.create("https://example.com/hook"), "s1");
        };

    assertThatThrownBy(() -> Adapters.capabilities(provider).checkSubmit(request))
        .isInstanceOfSatisfying(
            UnsupportedFeatureException.class,
            refused -> assertThat(refused.feature()).isEqualTo(feature))
        .hasMessage(
            message + " Leave it out, or ask another provider; LumaClient.capabilities() tells.");
  }

  @Test
  void are_shown_as_a_list() {
    assertThat(Adapters.capabilities(Provider.AI302))
        .hasToString(
            "AI302 [START_FRAME, END_FRAME, FRAME_UPLOAD, LOOP, EXTEND], in an extension"
                + " [START_FRAME, END_FRAME, FRAME_UPLOAD]");
  }

  @Test
  void an_extension_may_have_less_than_a_submit() {
    VideoRequest loop = VideoRequest.of("a paper boat").loop(true);
    Capabilities vapi = Adapters.capabilities(Provider.VAPI);

    assertThatCode(() -> vapi.checkSubmit(loop)).doesNotThrowAnyException();
    assertThatThrownBy(() -> vapi.checkExtension(loop))
        .hasMessage(
            "VAPI has no LOOP in an extension. Leave it out, or ask another provider;"
                + " LumaClient.capabilities() tells.");
  }

  @Test
  void a_value_that_is_not_listed_is_refused_and_any_is_fine_where_none_is_listed() {
    VideoRequest boat = VideoRequest.of("a paper boat");
    Capabilities vapi = Adapters.capabilities(Provider.VAPI);
    Capabilities rixapi = Adapters.capabilities(Provider.RIXAPI);

    assertThatThrownBy(() -> vapi.checkSubmit(boat.aspectRatio("21:9")))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage("VAPI has no ASPECT_RATIO of 21:9, expected one of 1:1, 4:3, 3:4, 16:9, 9:16.");
    assertThatThrownBy(() -> rixapi.checkSubmit(boat.duration("9s")))
        .hasMessage("RIXAPI has no DURATION of 9s, expected one of 5s, 10s.");
    assertThatThrownBy(() -> rixapi.checkSubmit(boat.resolution("4k")))
        .hasMessage("RIXAPI has no RESOLUTION of 4k, expected one of 720p, 1080p.");
    assertThatCode(() -> rixapi.checkSubmit(boat.aspectRatio("21:9").duration("10s")))
        .doesNotThrowAnyException();
  }
}
