package io.github.lumacontracts.mock.internal.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.CompiledOperation;
import io.github.lumacontracts.mock.internal.MountedOperation;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiResponse;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.validator.ValidatedRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The stubs of one operation at one path. The bodies are the ones that the engine would send; only
 * the choice between them is written anew, as conditions and priorities.
 */
final class Stubs {
  // Within an operation; a path of fewer literal segments comes after all of these.
  private static final int EXAMPLE_OF_CODE = 1;
  private static final int CODE = 3;
  private static final int EXAMPLE = 5;
  private static final int DEFAULT = 7;
  private static final int NO_CREDENTIALS = 9;
  private static final int INVALID = 10;
  static final int PRIORITIES = 10;

  /** Stands for all media types that there are not. */
  private static final String NO_SUCH_TYPE = "no/such-media-type";

  private static final List<Integer> USUAL =
      List.of(
          200, 201, 202, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410,
          412, 413, 415, 422, 423, 429, 500, 501, 502, 503, 504);

  private final MountedOperation mounted;
  private final String path;
  private final int base;
  private final CompiledOperation compiled;
  private final List<ObjectNode> stubs = new ArrayList<>();

  private Stubs(MountedOperation mounted, String path, int base) {
    this.mounted = mounted;
    this.path = path;
    this.base = base;
    this.compiled = mounted.compiled();
  }

  /**
   * Returns the stubs.
   *
   * @param base priority that the least of them must exceed
   */
  static List<ObjectNode> of(MountedOperation mounted, String path, int base) {
    Stubs stubs = new Stubs(mounted, path, base);
    stubs.valid();
    stubs.invalid();
    return stubs.stubs;
  }

  private void valid() {
    variants(DEFAULT, List.of());
    for (ApiResponse response : mounted.operation().responses()) {
      for (int status : statuses(response.code())) {
        variants(CODE, List.of("code=" + status));
        for (String name : exampleNames(List.of(response))) {
          variants(EXAMPLE_OF_CODE, List.of("code=" + status, "example=" + name));
        }
      }
    }
    for (String name : exampleNames(mounted.operation().responses())) {
      variants(EXAMPLE, List.of("example=" + name));
    }
  }

  /** Returns what a client may ask for; of a range, or any status at all, the usual ones. */
  private List<Integer> statuses(String code) {
    if (code.matches("[2-9][0-9]{2}")) {
      return List.of(Integer.valueOf(code));
    }
    Set<String> others =
        mounted.operation().responses().stream().map(ApiResponse::code).collect(Collectors.toSet());
    return USUAL.stream()
        .filter(status -> !others.contains(String.valueOf(status)))
        .filter(
            status -> {
              String range = status / 100 + "XX";
              return code.equals(range) || (code.equals("default") && !others.contains(range));
            })
        .toList();
  }

  private static Set<String> exampleNames(List<ApiResponse> responses) {
    Set<String> names = new LinkedHashSet<>();
    responses.stream()
        .flatMap(response -> response.contents().stream())
        .flatMap(content -> content.examples().stream())
        .map(ApiContent.Example::name)
        .filter(name -> !name.isEmpty() && name.chars().noneMatch(c -> c < ' ' || c == ','))
        .forEach(names::add);
    return names;
  }

  /** Adds the answer to these preferences, and the one to each media type that it depends on. */
  private void variants(int priority, List<String> preferences) {
    StubResponse usual = answer(preferences, "");
    add(priority + 1, preferences, "", Condition.of(mounted.operation().method(), path), usual);
    StubResponse refused = answer(preferences, NO_SUCH_TYPE);
    Map<String, StubResponse> known = new LinkedHashMap<>();
    for (String type : acceptable()) {
      StubResponse special = answer(preferences, type);
      if (refused.status() == 406 ? special.status() != 406 : !same(special, refused)) {
        known.put(type, special);
      }
    }
    known.forEach(
        (type, special) -> {
          if (!same(special, usual)) {
            ObjectNode request = Condition.of(mounted.operation().method(), path);
            Condition.accept(request, type, known.keySet());
            add(priority, preferences, " " + type, request, special);
          }
        });
    if (!known.isEmpty() && !same(refused, usual)) {
      ObjectNode request = Condition.of(mounted.operation().method(), path);
      Condition.acceptNone(request, known.keySet());
      add(priority, preferences, " no other media type", request, refused);
    }
  }

  /** Returns the media types of all responses, without parameters too, and the ranges over them. */
  private Set<String> acceptable() {
    Set<String> types = new LinkedHashSet<>();
    for (ApiResponse response : mounted.operation().responses()) {
      for (ApiContent content : response.contents()) {
        String type = content.mediaType();
        String plain = type.replaceFirst("\\s*;.*", "");
        types.addAll(List.of(type, plain, plain.replaceFirst("/.*", "/*")));
      }
    }
    types.add("*/*");
    return types;
  }

  private static boolean same(StubResponse a, StubResponse b) {
    return a.status() == b.status()
        && a.headers().equals(b.headers())
        && java.util.Arrays.equals(a.body(), b.body());
  }

  private void add(
      int priority,
      List<String> preferences,
      String accept,
      ObjectNode request,
      StubResponse response) {
    Condition.requireValid(request, mounted.operation());
    if (!preferences.isEmpty()) {
      Condition.prefer(request, preferences);
    }
    String what = String.join(", ", preferences) + accept;
    stubs.add(stub(what.isBlank() ? "default" : what.strip(), priority, request, response));
  }

  private void invalid() {
    if (mounted.operation().security().size() == 1) {
      Bare request = new Bare(mounted.operation().method(), path, Map.of());
      StubResponse refused = answer(violationsOf(request));
      if (refused.status() == 401) {
        ObjectNode withKey = Condition.of(mounted.operation().method(), path);
        Condition.requireCredentials(withKey, mounted.operation());
        add("invalid", NO_CREDENTIALS, withKey, invalidAnswer());
        add("no credentials", INVALID, Condition.of(mounted.operation().method(), path), refused);
        return;
      }
    }
    add("invalid", INVALID, Condition.of(mounted.operation().method(), path), invalidAnswer());
  }

  private void add(String what, int priority, ObjectNode request, StubResponse response) {
    stubs.add(stub(what, priority, request, response));
  }

  private StubResponse invalidAnswer() {
    Bare request = new Bare(mounted.operation().method(), path, Map.of());
    return answer(
        new ValidatedRequest(
            request,
            Optional.empty(),
            List.of(Violation.error(List.of(), "", "The request does not follow the document"))));
  }

  private ValidatedRequest violationsOf(Bare request) {
    try {
      return compiled.validator().validate(request, Map.of());
    } catch (ProblemException e) {
      return new ValidatedRequest(request, Optional.empty(), List.of());
    }
  }

  private StubResponse answer(List<String> preferences, String accept) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (!preferences.isEmpty()) {
      headers.put("Prefer", String.join(", ", preferences));
    }
    if (!accept.isEmpty()) {
      headers.put("Accept", accept);
    }
    Bare request = new Bare(mounted.operation().method(), path, headers);
    return answer(new ValidatedRequest(request, Optional.empty(), List.of()));
  }

  private StubResponse answer(ValidatedRequest validated) {
    try {
      return compiled.generator().generate(compiled.negotiator().negotiate(validated));
    } catch (ProblemException e) {
      return e.problem().toResponse();
    }
  }

  private ObjectNode stub(String what, int priority, ObjectNode request, StubResponse response) {
    ObjectNode stub =
        stub(mounted.operation().method() + " " + path + ": " + what, base + priority, request);
    mounted.operationId().ifPresent(id -> stub.putObject("metadata").put("operationId", id));
    stub.set("response", response(response));
    return stub;
  }

  static ObjectNode stub(String name, int priority, ObjectNode request) {
    ObjectNode stub = JsonNodeFactory.instance.objectNode();
    stub.put("id", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    stub.put("name", name);
    stub.put("priority", priority);
    stub.set("request", request);
    return stub;
  }

  private static ObjectNode response(StubResponse answer) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("status", answer.status());
    ObjectNode headers = response.putObject("headers");
    for (Header header : answer.headers()) {
      headers
          .withArray("/" + header.name().replace("~", "~0").replace("/", "~1"))
          .add(header.value());
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(answer.body())).toString();
      if (text.contains(NO_SUCH_TYPE)) {
        text = text.replace(NO_SUCH_TYPE, "{{request.headers.Accept}}");
        response.putArray("transformers").add("response-template");
      }
      response.put("body", text);
    } catch (CharacterCodingException e) {
      response.put("base64Body", answer.body());
    }
    return response;
  }

  /** A request of which only the headers matter. */
  private record Bare(String method, String target, Map<String, String> fields)
      implements StubRequest {
    @Override
    public List<Header> headers() {
      return fields.entrySet().stream()
          .map(field -> new Header(field.getKey(), field.getValue()))
          .toList();
    }

    @Override
    public List<String> headers(String name) {
      String value = fields.get(name);
      return value == null ? List.of() : List.of(value);
    }

    @Override
    public byte[] body() {
      return new byte[0];
    }
  }
}
