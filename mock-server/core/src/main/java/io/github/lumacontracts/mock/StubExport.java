package io.github.lumacontracts.mock;

import io.github.lumacontracts.mock.internal.export.StubFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Documents written as plain stubs, which a stock WireMock serves without anything of this project.
 *
 * <p>To valid requests the answers are those of {@link MockServer}: the default one, those for
 * {@code Prefer: code=…, example=…}, those in other media types, and the problems for an unknown
 * path or method. Of a range of status codes, or {@code default}, the usual codes can be asked for.
 * What stubs cannot say is left out: the list of what is wrong with an invalid request, preferences
 * in the query, a status or an example that there is not, weights in {@code Accept}, one of several
 * ways to show credentials, forms checked part by part, values of parameters checked by schema,
 * dynamic answers and headers for browsers of other origins.
 *
 * @param stubs how many stubs were written
 * @param files how many files hold them
 */
public record StubExport(int stubs, int files) {

  /**
   * Writes {@code mappings/*.json} below a folder, which is made if it is not there.
   *
   * @param options which documents; everything about serving is ignored
   * @param overwrite whether the folder may hold something already; files of the same name are
   *     replaced, others stay
   * @throws MockServerException if a document cannot be used, the folder holds something and may
   *     not, or cannot be written
   */
  public static StubExport write(MockServerOptions options, Path folder, boolean overwrite) {
    StubFiles stubs = StubFiles.of(MockServer.engine(options));
    try {
      if (!overwrite && !isEmpty(folder)) {
        throw new MockServerException(
            folder + ": is not empty. Name another folder, or allow overwriting.");
      }
      Path mappings = Files.createDirectories(folder.resolve("mappings"));
      for (Map.Entry<String, String> file : stubs.texts().entrySet()) {
        Files.writeString(mappings.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
      }
      return new StubExport(stubs.stubs(), stubs.texts().size());
    } catch (IOException e) {
      throw new MockServerException(folder + ": cannot be written: " + e + ".", e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }
}
