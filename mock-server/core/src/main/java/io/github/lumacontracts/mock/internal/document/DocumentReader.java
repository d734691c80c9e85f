package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.MockServerException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads a document into its compiled form. Safe for threads. */
public final class DocumentReader {
  private DocumentReader() {}

  /**
   * Returns the document at an address.
   *
   * @param name how to call it in messages
   * @param warn whether to look for what is not quite right as well
   * @throws MockServerException if it cannot be read, is no OpenAPI document or holds a {@code
   *     $ref} to nowhere
   */
  public static ApiDocument read(String name, URL url, boolean warn) {
    try {
      return readShallow(name, url, warn);
    } catch (StackOverflowError e) {
      throw new MockServerException(
          name + ": nested too deeply to be read. Move inner schemas to components.", e);
    }
  }

  private static ApiDocument readShallow(String name, URL url, boolean warn) {
    SourceFile file = SourceReader.read(name, url);
    References references = new References();
    Cursor root = references.open(file);
    Dialect dialect = dialect(file);
    ReferenceCheck.check(root);
    LifecycleReader lifecycles = new LifecycleReader(root);
    List<ApiOperation> operations =
        dialect == Dialect.SWAGGER_2
            ? new Swagger2Operations(root).read()
            : new OpenApi3Operations(root, dialect, lifecycles).read();
    if (operations.isEmpty()) {
      throw new MockServerException(
          name + ": no operations found under paths. Add one, or choose another document.");
    }
    return new ApiDocument(
        name,
        file.text(),
        operations,
        references.files(),
        warn ? findings(root, dialect, lifecycles.faults()) : lifecycles::faults,
        warn ? () -> SecondOpinion.of(file, dialect) : List::of);
  }

  private static Supplier<List<String>> findings(
      Cursor root, Dialect dialect, List<String> faults) {
    return () -> {
      List<String> all = new ArrayList<>(DocumentWarnings.of(root, dialect));
      all.addAll(faults);
      return all;
    };
  }

  private static Dialect dialect(SourceFile file) {
    String openapi = file.root().path("openapi").asText();
    if (openapi.startsWith("3.0")) {
      return Dialect.OPENAPI_3_0;
    }
    if (openapi.startsWith("3.")) {
      return Dialect.ofOpenApi31(file.root().path("jsonSchemaDialect").asText());
    }
    if (file.root().path("swagger").asText().startsWith("2")) {
      return Dialect.SWAGGER_2;
    }
    if (file.root().path("item").isArray() && file.root().path("info").has("name")) {
      throw new MockServerException(
          file.name()
              + ": a Postman collection, which is not supported. Export it from Postman as OpenAPI"
              + " and name that file.");
    }
    throw new MockServerException(
        file.name()
            + ": not an OpenAPI document: found "
            + found(file.root())
            + ", expected a member \"openapi\" with 3.0 or 3.1, or \"swagger\" with 2.0.");
  }

  private static String found(JsonNode root) {
    for (String key : List.of("openapi", "swagger")) {
      if (root.has(key)) {
        return key + ": " + root.get(key);
      }
    }
    if (root.isObject()) {
      List<String> names = new ArrayList<>();
      root.fieldNames().forEachRemaining(names::add);
      return names.isEmpty()
          ? "an empty object"
          : "an object with " + String.join(", ", names.subList(0, Math.min(5, names.size())));
    }
    if (root.isArray()) {
      return "a list";
    }
    String text = root.asText();
    return root.isMissingNode() || text.isBlank()
        ? "nothing"
        : "the text \"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
  }
}
