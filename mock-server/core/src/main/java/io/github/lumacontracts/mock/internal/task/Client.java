package io.github.lumacontracts.mock.internal.task;

import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.document.SecurityScheme;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemException;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.util.List;
import java.util.Optional;

/**
 * Who sends a request.
 *
 * @param world its name
 * @param key never shown or kept
 * @param digest what is kept instead of the key; empty if there is none
 */
record Client(String world, String key, String digest) {

  static Client of(ApiOperation operation, StubRequest request, Digests digests)
      throws ProblemException {
    String key = key(operation, request);
    Optional<String> named = request.header(Worlds.HEADER);
    if (named.isPresent() && !Worlds.isName(named.get())) {
      throw new ProblemException(
          Problem.of(
              ProblemType.UNPROCESSABLE_ENTITY,
              Worlds.HEADER + " must be up to 64 letters, digits, dots, dashes and underscores."));
    }
    return new Client(named.orElseGet(() -> worldOf(key)), key, digests.of(key));
  }

  /** Returns what stands before a tilde, if that names a world. */
  private static String worldOf(String key) {
    int tilde = key.indexOf('~');
    return tilde > 0 && Worlds.isName(key.substring(0, tilde)) ? key.substring(0, tilde) : "";
  }

  private static String key(ApiOperation operation, StubRequest request) {
    for (List<SecurityScheme> alternative : operation.security()) {
      for (SecurityScheme scheme : alternative) {
        Optional<String> found =
            switch (scheme.kind()) {
              case BASIC, BEARER, DIGEST, OAUTH2, OPEN_ID ->
                  request
                      .header("authorization")
                      .map(value -> value.substring(value.indexOf(' ') + 1).trim());
              case KEY_IN_HEADER -> request.header(scheme.name()).map(Client::withoutScheme);
              case KEY_IN_QUERY ->
                  FormPairs.parse(request.query()).stream()
                      .filter(pair -> pair.name().equals(scheme.name()))
                      .map(FormPairs.Pair::value)
                      .findFirst();
              case KEY_IN_COOKIE, UNSUPPORTED -> Optional.empty();
            };
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    return "";
  }

  private static String withoutScheme(String value) {
    return value.regionMatches(true, 0, "Bearer ", 0, 7) ? value.substring(7).trim() : value;
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "Client[" + world + ", " + digest + "]";
  }
}
