package io.github.lumacontracts.mock.internal;

import io.github.lumacontracts.mock.internal.document.ApiOperation;
import io.github.lumacontracts.mock.internal.http.FormPairs;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.util.Optional;

/** Prism's {@code ?__server=URL}: the operation must be one of that server. */
final class ServerCheck {
  private static final String NAME = "__server";

  private ServerCheck() {}

  /** Returns what is wrong with the server that a request names; nothing if it names none. */
  static Optional<Problem> problem(StubRequest request, MountedOperation operation) {
    if (!request.target().contains(NAME)) {
      return Optional.empty();
    }
    Optional<String> server =
        FormPairs.parse(request.query()).stream()
            .filter(pair -> pair.name().equals(NAME) && !pair.value().isEmpty())
            .map(FormPairs.Pair::value)
            .findFirst();
    return server.flatMap(url -> problem(url, operation));
  }

  private static Optional<Problem> problem(String url, MountedOperation mounted) {
    if (mounted.operation().servers().stream().anyMatch(server -> server.matches(url))) {
      return Optional.empty();
    }
    boolean anyServers =
        mounted.document().document().operations().stream()
            .map(ApiOperation::servers)
            .anyMatch(servers -> !servers.isEmpty());
    return Optional.of(
        anyServers
            ? Problem.of(
                ProblemType.NO_SERVER_MATCHED_ERROR,
                "The server url " + url + " hasn't been matched with any of the provided servers")
            : Problem.of(
                ProblemType.NO_SERVER_CONFIGURATION_PROVIDED_ERROR,
                "No server configuration has been provided, although "
                    + url
                    + " is set as server url"));
  }
}
