package io.github.lumacontracts.mock.internal;

import io.github.lumacontracts.mock.internal.document.ApiOperation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An operation of a mounted document. Compiled at its first request, since most never get one. */
public final class MountedOperation {
  private final MountedDocument document;
  private final ApiOperation operation;
  private final String name;
  private final String id;
  private volatile @Nullable CompiledOperation compiled;

  MountedOperation(MountedDocument document, ApiOperation operation) {
    this.document = document;
    this.operation = operation;
    this.name = operation.method() + " " + path();
    this.id = idOf(name);
  }

  static String idOf(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  public MountedDocument document() {
    return document;
  }

  public ApiOperation operation() {
    return operation;
  }

  public Optional<String> operationId() {
    return operation.operationId();
  }

  /** Returns the path template below the mount. */
  public String path() {
    return document.basePath() + operation.path();
  }

  /** Returns method and path template, for example {@code GET /pets/{id}}. */
  public String name() {
    return name;
  }

  /** Returns a UUID that is the same at each start. */
  public String id() {
    return id;
  }

  /** Returns the stages, made at the first call. */
  public CompiledOperation compiled() {
    CompiledOperation known = compiled;
    if (known == null) {
      // Two first requests at once compile twice; the results are the same.
      known = CompiledOperation.of(operation, document.generation());
      compiled = known;
    }
    return known;
  }
}
