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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

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
      Optional<Integer> status = status(response.code());
      if (status.isPresent()) {
        variants(CODE, List.of("code=" + status.get()));
        for (String name : exampleNames(List.of(response))) {
          variants(EXAMPLE_OF_CODE, List.of("code=" + status.get(), "example=" + name));
        }
      }
    }
    for (String name : exampleNames(mounted.operation().responses())) {
      variants(EXAMPLE, List.of("example=" + name));
    }
  }

  private static Optional<Integer> status(String code) {
    String digits = code.replace("XX", "00");
    return digits.matches("[2-9][0-9]{2}")
        ? Optional.of(Integer.valueOf(digits))
        : Optional.empty();
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

  /** Adds the answer to these preferences, and the one in each other media type that there is. */
  private void variants(int priority, List<String> preferences) {
    StubResponse usual = answer(preferences, "");
    add(priority + 1, preferences, "", usual);
    Set<String> types = new LinkedHashSet<>();
    mounted.operation().responses().stream()
        .flatMap(response -> response.contents().stream())
        .map(ApiContent::mediaType)
        .filter(type -> !type.contains("*"))
        .forEach(types::add);
    for (String type : types) {
      StubResponse special = answer(preferences, type);
      if (special.status() != 406 && !same(special, usual)) {
        add(priority, preferences, type, special);
      }
    }
  }

  private static boolean same(StubResponse a, StubResponse b) {
    return a.status() == b.status()
        && a.headers().equals(b.headers())
        && java.util.Arrays.equals(a.body(), b.body());
  }

  private void add(int priority, List<String> preferences, String accept, StubResponse response) {
    ObjectNode request = Condition.of(mounted.operation().method(), path);
    Condition.requireValid(request, mounted.operation());
    if (!preferences.isEmpty()) {
      Condition.prefer(request, preferences);
    }
    if (!accept.isEmpty()) {
      Condition.accept(request, accept);
    }
    String what = String.join(", ", preferences) + (accept.isEmpty() ? "" : " " + accept);
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
