package io.github.lumacontracts.mock;

import io.github.lumacontracts.spec.Provider;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A document and the base path under which the server answers for it. Immutable.
 *
 * @param name how messages call the document, for example the path as the user wrote it
 * @param document where it lies
 * @param basePath empty for the root, else with a slash in front and none at the end
 * @param serverPaths whether operations are also found below the path of each entry of {@code
 *     servers}; Prism ignores those
 */
public record Mount(String name, URL document, String basePath, boolean serverPaths) {
  public Mount {
    if (!basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/"))) {
      throw new IllegalArgumentException(
          "Base path \"" + basePath + "\" must be empty or begin, and not end, with a slash.");
    }
  }

  /** Returns a provider's document below {@code /<slug>}, the paths of its servers honoured. */
  public static Mount of(Provider provider) {
    return new Mount(
        provider.slug() + "/openapi.yaml", provider.document(), "/" + provider.slug(), true);
  }

  /** Returns a file mounted at the root, its servers ignored. */
  public static Mount of(Path file) {
    return new Mount(file.toString(), url(file), "", false);
  }

  /**
   * Returns a document on the web mounted at the root, its servers ignored. Messages call it by its
   * address without user and query, which may hold a key.
   *
   * @throws IllegalArgumentException if the address is not of {@code http} or {@code https}
   */
  public static Mount of(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "\"" + address + "\" is no address of a document, such as https://example.com/api.yaml.");
    }
    try {
      String port = address.getPort() < 0 ? "" : ":" + address.getPort();
      return new Mount(
          scheme + "://" + address.getHost() + port + address.getPath(),
          address.toURL(),
          "",
          false);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("\"" + address + "\" is no address.", e);
    }
  }

  /** Returns the same document below a base path. */
  public Mount at(String newBasePath) {
    return new Mount(name, document, newBasePath, serverPaths);
  }

  /** Returns the same mount with the paths of servers honoured or ignored. */
  public Mount withServerPaths(boolean honoured) {
    return new Mount(name, document, basePath, honoured);
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(file + " is not a file that an address can name.", e);
    }
  }
}
