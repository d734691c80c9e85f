package io.github.lumacontracts.mock.internal.document;

import java.net.URI;
import java.net.URL;
import java.util.Optional;

/** Documents made of text, for tests of any stage. */
public final class Documents {
  private Documents() {}

  /** Returns a schema named {@code S} in a document of this version of OpenAPI. */
  public static Schema schema(String version, String json) throws Exception {
    return schema(
        version.startsWith("3.0") ? Dialect.OPENAPI_3_0 : Dialect.OPENAPI_3_1, version, json);
  }

  /** Returns a schema named {@code S} in a document of this dialect. */
  public static Schema schema(Dialect dialect, String json) throws Exception {
    return schema(dialect, dialect == Dialect.OPENAPI_3_0 ? "3.0.3" : "3.1.0", json);
  }

  private static Schema schema(Dialect dialect, String version, String json) throws Exception {
    Cursor root =
        root("{\"openapi\":\"" + version + "\",\"components\":{\"schemas\":{\"S\":" + json + "}}}");
    return new Schema(root.at("components").at("schemas").at("S"), dialect);
  }

  static Cursor root(String text) throws Exception {
    URL nowhere = URI.create("file:/test.yaml").toURL();
    return new References()
        .open(
            new SourceFile(
                "test.yaml",
                nowhere,
                text,
                SourceReader.tree("test.yaml", text),
                Optional.empty()));
  }
}
