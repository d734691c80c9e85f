package io.github.lumacontracts.mock.internal.document;

import java.util.List;
import java.util.Optional;

/**
 * An operation.
 *
 * @param method in upper case
 * @param path template as written, for example {@code /pets/{id}}
 * @param responses in JavaScript's order of members, as Prism sees them
 * @param security alternatives; empty if none is needed
 * @param callbacks what is sent after the answer
 * @param links operations that may follow an answer of 2xx
 * @param lifecycle of the tasks that it creates, if the document says that it does
 */
public record ApiOperation(
    String method,
    String path,
    Optional<String> operationId,
    boolean deprecated,
    List<ApiParameter> parameters,
    Optional<ApiBody> body,
    List<ApiResponse> responses,
    List<List<SecurityScheme>> security,
    List<ApiCallback> callbacks,
    List<ApiServer> servers,
    List<ApiLink> links,
    Optional<ApiLifecycle> lifecycle) {
  public ApiOperation {
    parameters = List.copyOf(parameters);
    responses = List.copyOf(responses);
    security = security.stream().map(List::copyOf).toList();
    callbacks = List.copyOf(callbacks);
    servers = List.copyOf(servers);
    links = List.copyOf(links);
  }

  /** Returns the same operation, creating no tasks. */
  ApiOperation withoutLifecycle() {
    return new ApiOperation(
        method,
        path,
        operationId,
        deprecated,
        parameters,
        body,
        responses,
        security,
        callbacks,
        servers,
        links,
        Optional.empty());
  }

  /** Returns the paths of the servers, without a slash at the end; the root is empty. */
  public List<String> serverPaths() {
    return servers.stream().flatMap(server -> server.paths().stream()).distinct().toList();
  }
}
