package io.github.lumacontracts.mock.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.generator.StaticSampler;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.MediaType;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.negotiator.Selection;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.validator.ResponseValidator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Holds answers against their own document. A static answer is the same each time, and so is what
 * is wrong with it: that is found out once. Safe for threads.
 */
final class OutputCheck {
  private final ResponseValidator validator;
  private final Map<Source, Verdict> known = new ConcurrentHashMap<>();
  private final Map<Source, Function<JsonNode, List<Violation>>> checks = new ConcurrentHashMap<>();

  /**
   * What is wrong with an answer.
   *
   * @param header what tells of it, if the request itself was fine
   * @param problem what to answer instead, if an error is among it and errors are asked for
   */
  record Verdict(List<Violation> violations, List<Header> header, Optional<Problem> problem) {
    static final Verdict FINE = of(List.of());

    static Verdict of(List<Violation> violations) {
      List<Violation> errors =
          violations.stream().filter(Violation::isError).map(v -> v.in("response")).toList();
      return new Verdict(
          violations,
          ViolationHeader.of(List.of(), violations),
          errors.isEmpty() ? Optional.empty() : Optional.of(Problem.violations(errors)));
    }

    List<Header> header(List<Violation> request) {
      return request.isEmpty() ? header : ViolationHeader.of(request, violations);
    }
  }

  /** Where a static answer comes from; the very example counts, not one that equals it. */
  private record Source(Object part, int status, String contentType) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Source that
          && part == that.part
          && status == that.status
          && contentType.equals(that.contentType);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(part) * 31 + status;
    }
  }

  OutputCheck(ApiOperation operation) {
    validator = new ResponseValidator(operation);
  }

  /** Returns what is wrong with an answer that was made here. */
  Verdict ofMocked(Selection selection, StubResponse answer) {
    if (selection.generation().dynamic()) {
      return ofDynamic(selection, answer);
    }
    Source source = new Source(part(selection), selection.status(), selection.contentType());
    Verdict verdict = known.get(source);
    if (verdict == null) {
      verdict = Verdict.of(validator.validate(withoutNulls(answer), value(selection)));
      known.put(source, verdict);
    }
    return verdict;
  }

  private Verdict ofDynamic(Selection selection, StubResponse answer) {
    boolean xml = MediaType.parse(selection.contentType()).filter(MediaType::isXml).isPresent();
    boolean example = given(selection).isPresent();
    if (xml && !example) {
      return Verdict.of(List.of()); // the value was made to fit, and cannot be read back
    }
    StubResponse checked = withoutNulls(answer);
    return Verdict.of(
        example ? validator.validate(checked, value(selection)) : validator.validate(checked));
  }

  /**
   * Returns what is wrong with an example that was given another body.
   *
   * @param answer the example as it would be sent
   */
  Verdict ofChanged(Selection example, StubResponse answer, JsonNode body) {
    Source source = new Source(part(example), example.status(), example.contentType());
    List<Violation> violations =
        checks.computeIfAbsent(source, any -> validator.likeThis(withoutNulls(answer))).apply(body);
    return violations.isEmpty() ? Verdict.FINE : Verdict.of(violations);
  }

  /** Returns what is wrong with an answer that another server gave. */
  Verdict ofForwarded(StubResponse answer) {
    return Verdict.of(validator.validate(answer));
  }

  private static Object part(Selection selection) {
    if (selection.example().isPresent()) {
      return selection.example().get();
    }
    return selection.content().isPresent() ? selection.content().get() : selection.response();
  }

  private static Optional<JsonNode> given(Selection selection) {
    return selection.generation().ignoreExamples()
        ? Optional.empty()
        : selection.example().flatMap(ApiContent.Example::value);
  }

  private static JsonNode value(Selection selection) {
    Optional<JsonNode> example = given(selection);
    if (example.isPresent()) {
      return example.get();
    }
    try {
      var schema = selection.content().flatMap(ApiContent::schema);
      return schema.isPresent() ? StaticSampler.sample(schema.get()) : MissingNode.getInstance();
    } catch (ProblemException e) {
      return MissingNode.getInstance(); // then it was no answer but a problem
    }
  }

  /** A header that has no value is sent as {@code null}, as Prism does, and not checked. */
  private static StubResponse withoutNulls(StubResponse answer) {
    return new StubResponse(
        answer.status(),
        answer.headers().stream().filter(header -> !header.value().equals("null")).toList(),
        answer.body());
  }
}
