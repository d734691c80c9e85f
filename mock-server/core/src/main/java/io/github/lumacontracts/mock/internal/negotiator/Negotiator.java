package io.github.lumacontracts.mock.internal.negotiator;

import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.ApiResponse;
import io.github.lumacontracts.mock.internal.http.MediaType;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import io.github.lumacontracts.mock.internal.validator.ValidatedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Chooses among the documented responses of one operation. Safe for threads. */
public final class Negotiator {
  private static final Pattern SUCCESS = Pattern.compile("2(\\d\\d|XX)");
  private static final Pattern INTERIM = Pattern.compile("1(\\d\\d|XX)");
  private static final int LEAST_STATUS = 200;

  /** What a client gets that does not say what it takes. */
  private static final Accept JSON_FIRST = Accept.parse("application/json,*/*");

  /** Clients send few different headers; whoever sends many does not fill the memory. */
  private static final int MOST_ACCEPTS = 64;

  private final List<Offer> offers = new ArrayList<>();
  private final Optional<Offer> byDefault;
  private final Map<String, Accept> accepts = new ConcurrentHashMap<>();
  private final Generation generation;
  private final boolean head;

  /**
   * A response with its media types read.
   *
   * @param status sent if no other was asked for
   */
  private record Offer(ApiResponse response, int status, List<Optional<MediaType>> types) {
    String code() {
      return response.code();
    }
  }

  /**
   * Makes a negotiator.
   *
   * @param generation how values are made unless a request prefers another way
   */
  public Negotiator(ApiOperation operation, Generation generation) {
    this.generation = generation;
    this.head = operation.method().equals("HEAD");
    for (ApiResponse response : operation.responses()) {
      if (INTERIM.matcher(response.code()).matches()) {
        continue; // a client would go on waiting for the answer itself
      }
      offers.add(
          new Offer(
              response,
              status(response.code()),
              response.contents().stream()
                  .map(content -> MediaType.parse(content.mediaType()))
                  .toList()));
    }
    byDefault =
        offers.stream()
            .filter(offer -> SUCCESS.matcher(offer.code()).matches())
            .min(Comparator.comparing(Offer::code))
            .or(() -> find("default"))
            .or(() -> offers.stream().findFirst());
  }

  /**
   * Returns the response for a request.
   *
   * @throws ProblemException if the document has none; the problem is the answer then
   */
  public Selection negotiate(ValidatedRequest request) throws ProblemException {
    Preferences preferences = Preferences.of(request.request());
    return request.isValid() ? forValid(request, preferences) : forInvalid(request, preferences);
  }

  // valid requests

  private Selection forValid(ValidatedRequest request, Preferences preferences)
      throws ProblemException {
    if (preferences.code().isEmpty()) {
      return byDefault(request, preferences);
    }
    int code = preferences.code().get();
    Offer offer =
        findOrRange(code)
            .or(() -> find("default"))
            .filter(found -> code >= LEAST_STATUS)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            ProblemType.NOT_FOUND,
                            "Requested status code " + code + " is not defined in the document.")));
    try {
      return content(offer, code, request, preferences);
    } catch (ProblemException e) {
      // Prism then tries again as if no code had been asked for, and names that error twice.
      try {
        return byDefault(request, preferences);
      } catch (ProblemException second) {
        throw new ProblemException(
            Problem.unknown(
                asError(second.problem())
                    + ". We tried default response, but we got "
                    + asError(second.problem())));
      }
    }
  }

  private static String asError(Problem problem) {
    return problem.type() == ProblemType.UNKNOWN ? "Error: " + problem.title() : problem.summary();
  }

  private Selection byDefault(ValidatedRequest request, Preferences preferences)
      throws ProblemException {
    Offer offer =
        byDefault.orElseThrow(
            () -> new ProblemException(Problem.of(ProblemType.NO_RESPONSE_RESPONSE_DEFINED, "")));
    return content(offer, offer.status(), request, preferences);
  }

  /** A range stands for its first status, the default for 200. */
  private static int status(String code) {
    if (code.equals("default")) {
      return 200;
    }
    if (code.matches("[1-9]XX")) {
      return (code.charAt(0) - '0') * 100;
    }
    return code.matches("[1-9][0-9]{2}") ? Integer.parseInt(code) : 500;
  }

  private Optional<Offer> findOrRange(int code) {
    return find(String.valueOf(code)).or(() -> find(code / 100 + "XX"));
  }

  private Optional<Offer> find(String code) {
    return offers.stream().filter(offer -> offer.code().equals(code)).findFirst();
  }

  private Selection content(
      Offer offer, int status, ValidatedRequest request, Preferences preferences)
      throws ProblemException {
    List<ApiContent> contents = offer.response().contents();
    String header = String.join(", ", request.request().headers("accept")).trim();
    if (head || (contents.isEmpty() && !header.isEmpty())) {
      return Selection.empty(status, offer.response(), generation.with(preferences));
    }
    if (header.isEmpty()) {
      Optional<ApiContent> content =
          named(contents, "*/*").or(() -> JSON_FIRST.best(offer.types()).map(contents::get));
      return content.isPresent()
          ? select(offer, status, content.get(), content.get().mediaType(), preferences)
          : Selection.emptyText(status, offer.response(), generation.with(preferences));
    }
    Accept accept = accept(header);
    Optional<Integer> best = accept.best(offer.types());
    if (best.isPresent()) {
      ApiContent content = contents.get(best.get());
      String type = content.mediaType();
      return select(offer, status, content, type.equals("*/*") ? "text/plain" : type, preferences);
    }
    if (offer.code().equals("204") || accept.takesAnything()) {
      return Selection.empty(status, offer.response(), generation.with(preferences));
    }
    throw new ProblemException(
        Problem.of(ProblemType.NOT_ACCEPTABLE, "Unable to find content for " + header));
  }

  private Accept accept(String header) {
    Accept known = accepts.get(header);
    if (known != null) {
      return known;
    }
    Accept parsed = Accept.parse(header);
    if (accepts.size() < MOST_ACCEPTS) {
      accepts.put(header, parsed);
    }
    return parsed;
  }

  private static Optional<ApiContent> named(List<ApiContent> contents, String type) {
    return contents.stream().filter(content -> content.mediaType().equals(type)).findFirst();
  }

  private Selection select(
      Offer offer, int status, ApiContent content, String contentType, Preferences preferences)
      throws ProblemException {
    Generation wanted = generation.with(preferences);
    Optional<ApiContent.Example> example =
        preferences.example().isPresent()
            ? Optional.of(example(content, preferences.example().get()))
            : wanted.dynamic() ? Optional.empty() : content.examples().stream().findFirst();
    if (wanted.dynamic() && example.isEmpty() && content.schema().isEmpty()) {
      throw new ProblemException(
          Problem.unknown(
              "Tried to force a dynamic response for: "
                  + content.mediaType()
                  + " but schema is not defined."));
    }
    return new Selection(
        status, offer.response(), Optional.of(content), contentType, example, wanted);
  }

  private static ApiContent.Example example(ApiContent content, String name)
      throws ProblemException {
    for (ApiContent.Example example : content.examples()) {
      if (example.name().equals(name)) {
        return example;
      }
    }
    throw new ProblemException(
        Problem.of(
            ProblemType.NOT_FOUND,
            "Response for contentType: "
                + content.mediaType()
                + " and exampleKey: "
                + name
                + " does not exist."));
  }

  // invalid requests

  private Selection forInvalid(ValidatedRequest request, Preferences preferences)
      throws ProblemException {
    List<Integer> codes =
        request.challenge().isPresent()
            ? List.of(401)
            : request.contentTypeViolation().isPresent()
                ? List.of(415, 422, 400)
                : List.of(422, 400);
    // An example is only meant for the response that was asked for together with it.
    Optional<String> name =
        preferences.code().filter(codes::contains).isPresent()
            ? preferences.example()
            : Optional.empty();
    Generation wanted = generation.with(preferences);
    for (int code : codes) {
      Optional<Offer> offer = findOrRange(code);
      if (offer.isPresent()) {
        return forInvalid(offer.get(), code, name, wanted);
      }
    }
    Optional<Offer> offer = find("default");
    if (offer.isPresent()) {
      return forInvalid(offer.get(), codes.get(0), name, wanted);
    }
    throw new ProblemException(problem(request));
  }

  /** Documented examples of errors are sent even where all else is made up, as in Prism. */
  private static Selection forInvalid(
      Offer offer, int code, Optional<String> name, Generation wanted) throws ProblemException {
    List<ApiContent> contents = offer.response().contents();
    Optional<ApiContent> withExample =
        contents.stream().filter(content -> !content.examples().isEmpty()).findFirst();
    Optional<ApiContent> content =
        withExample.or(() -> contents.stream().filter(c -> c.schema().isPresent()).findFirst());
    if (content.isEmpty()) {
      return Selection.empty(code, offer.response(), wanted);
    }
    Optional<ApiContent.Example> example = content.get().examples().stream().findFirst();
    if (name.isPresent() && withExample.isPresent()) {
      example = Optional.of(example(content.get(), name.get()));
    }
    return new Selection(
        code, offer.response(), content, content.get().mediaType(), example, wanted);
  }

  private static Problem problem(ValidatedRequest request) {
    if (request.challenge().isPresent()) {
      return Problem.unauthorized(request.challenge().get());
    }
    return request
        .contentTypeViolation()
        .map(violation -> Problem.of(ProblemType.INVALID_CONTENT_TYPE, violation.message()))
        .orElseGet(() -> Problem.invalidRequest(request.violations()));
  }
}
