package io.github.lumacontracts.mock.internal.document;

import java.net.URI;
import java.net.URL;

/** Documents made of text, for tests of any stage. */
public final class Documents {
  private Documents() {}

  /** Returns a schema named {@code S} in a document of this version of OpenAPI. */
  public static Schema schema(String version, String json) throws Exception {
    Cursor root =
        root("{\"openapi\":\"" + version + "\",\"components\":{\"schemas\":{\"S\":" + json + "}}}");
    return new Schema(
        root.at("components").at("schemas").at("S"),
        version.startsWith("3.0") ? Dialect.OPENAPI_3_0 : Dialect.OPENAPI_3_1);
  }

  static Cursor root(String text) throws Exception {
    URL nowhere = URI.create("file:/test.yaml").toURL();
    return new References()
        .open(new SourceFile("test.yaml", nowhere, text, SourceReader.tree("test.yaml", text)));
  }
}
