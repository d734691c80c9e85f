package io.github.lumacontracts.mock.internal.validator;

import io.github.lumacontracts.mock.Violation;
import io.github.lumacontracts.mock.internal.document.SecurityScheme;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks that credentials are there and of the right form, the way Prism does; whether they are
 * right is nobody's to know here.
 */
final class SecurityCheck {
  private static final Pattern BEARER = Pattern.compile("^Bearer\\s.+$");
  private static final List<String> DIGEST_MEMBERS =
      List.of("username=", "realm=", "nonce=", "uri=", "response=");

  private final List<List<SecurityScheme>> alternatives;

  SecurityCheck(List<List<SecurityScheme>> alternatives) {
    this.alternatives = alternatives;
  }

  /**
   * Returns what is missing.
   *
   * @param warnings gets one for each scheme that cannot be checked
   * @return nothing if the request may pass, else the challenges, of which there may be none
   */
  Optional<String> check(StubRequest request, List<Violation> warnings) {
    List<String> challenges = new ArrayList<>();
    for (List<SecurityScheme> together : alternatives) {
      Optional<List<String>> missing = missing(together, request);
      if (missing.isEmpty()) {
        together.stream()
            .filter(scheme -> scheme.kind() == SecurityScheme.Kind.UNSUPPORTED)
            .forEach(scheme -> warnings.add(unsupported(scheme)));
        return Optional.empty();
      }
      challenges.addAll(missing.get());
    }
    return alternatives.isEmpty() ? Optional.empty() : Optional.of(String.join(",", challenges));
  }

  private static Violation unsupported(SecurityScheme scheme) {
    return Violation.warning(
        List.of(),
        "",
        "We currently do not support this type of security scheme: " + scheme.name());
  }

  private static Optional<List<String>> missing(
      List<SecurityScheme> together, StubRequest request) {
    if (together.isEmpty()) {
      // "No credentials" is an alternative of its own: whoever shows some has not chosen it.
      return request.header("authorization").isPresent()
          ? Optional.of(List.of("None"))
          : Optional.empty();
    }
    List<String> challenges = new ArrayList<>();
    boolean all = true;
    for (SecurityScheme scheme : together) {
      Optional<String> challenge = challenge(scheme, request);
      if (challenge.isPresent()) {
        all = false;
        if (!challenge.get().isEmpty()) {
          challenges.add(challenge.get());
        }
      }
    }
    return all ? Optional.empty() : Optional.of(challenges);
  }

  /** Returns nothing if the scheme is served, else its challenge, which may be empty. */
  private static Optional<String> challenge(SecurityScheme scheme, StubRequest request) {
    String authorization = request.header("authorization").orElse("");
    return switch (scheme.kind()) {
      case BASIC ->
          schemeIs(authorization, "basic")
              ? unless(isBasic(authorization), "")
              : Optional.of("Basic realm=\"*\"");
      case DIGEST ->
          schemeIs(authorization, "digest")
              ? unless(DIGEST_MEMBERS.stream().allMatch(authorization::contains), "")
              : Optional.of("Digest realm=\"*\", nonce=\"abc123\"");
      case BEARER -> unless(BEARER.matcher(authorization).matches(), "Bearer");
      case OAUTH2 -> unless(BEARER.matcher(authorization).matches(), "OAuth2");
      case OPEN_ID -> unless(BEARER.matcher(authorization).matches(), "OpenID");
      case KEY_IN_HEADER ->
          unless(request.header(scheme.name()).filter(key -> !key.isEmpty()).isPresent(), "");
      case KEY_IN_QUERY -> unless(hasQueryKey(scheme.name(), request), "");
      case KEY_IN_COOKIE -> unless(hasCookie(scheme.name(), request), "");
      case UNSUPPORTED -> Optional.empty();
    };
  }

  private static Optional<String> unless(boolean served, String challenge) {
    return served ? Optional.empty() : Optional.of(challenge);
  }

  private static boolean schemeIs(String authorization, String scheme) {
    return authorization.split(" ", 2)[0].equalsIgnoreCase(scheme);
  }

  private static boolean isBasic(String authorization) {
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(authorization.substring("basic".length()).trim()),
              StandardCharsets.UTF_8);
      return pair.indexOf(':') >= 0 && pair.indexOf(':') == pair.lastIndexOf(':');
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean hasQueryKey(String name, StubRequest request) {
    return FormPairs.parse(request.query()).stream()
        .anyMatch(pair -> pair.name().equals(name) && !pair.value().isEmpty());
  }

  private static boolean hasCookie(String name, StubRequest request) {
    return Cookies.parse(request).entrySet().stream()
        .anyMatch(cookie -> cookie.getKey().equals(name) && !cookie.getValue().get(0).isEmpty());
  }
}
