package io.github.lumacontracts.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The gateways whose Luma API this library describes, each with its OpenAPI document.
 *
 * <p>Immutable and safe for threads.
 */
public enum Provider {
  /** Apiframe, v1 API. The key goes into {@code Authorization} as it is. */
  APIFRAME("apiframe", "Apiframe", "https://api.apiframe.pro"),
  /** RixAPI, a gateway that many operators run; the default server is its vendor's sample site. */
  RIXAPI("rixapi", "RixAPI", "https://api.ephone.ai"),
  /** 302.AI. Submits are multipart forms. */
  AI302("ai302", "302.AI", "https://api.302.ai"),
  /** AI/ML API, Luma v1 (called legacy by its own pages). */
  AIMLAPI("aimlapi", "AI/ML API", "https://api.aimlapi.com"),
  /** V-API. */
  VAPI("vapi", "V-API", "https://api.gpt.ge");

  private final String slug;
  private final String title;
  private final URI defaultServer;

  Provider(String slug, String title, String defaultServer) {
    this.slug = slug;
    this.title = title;
    this.defaultServer = URI.create(defaultServer);
  }

  /**
   * Returns the provider of a slug.
   *
   * @param slug one of the names that {@link #slug()} returns, case-sensitive
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  public static Provider ofSlug(String slug) {
    for (Provider provider : values()) {
      if (provider.slug.equals(slug)) {
        return provider;
      }
    }
    throw new IllegalArgumentException(
        "No provider \""
            + slug
            + "\"; known are "
            + Arrays.stream(values()).map(Provider::slug).collect(Collectors.joining(", "))
            + ".");
  }

  /** Returns the short name used in folders, packages and base paths, for example {@code vapi}. */
  public String slug() {
    return slug;
  }

  /** Returns the name as the provider writes it, for example {@code V-API}. */
  public String title() {
    return title;
  }

  /** Returns the first server of the document, its variables replaced by their defaults. */
  public URI defaultServer() {
    return defaultServer;
  }

  /** Returns where the OpenAPI document lies on the class path. */
  public URL document() {
    String name = "/META-INF/openapi/" + slug + "/openapi.yaml";
    URL url = Provider.class.getResource(name);
    if (url == null) {
      throw new IllegalStateException(
          name + " is not on the class path. Is the luma-spec jar complete?");
    }
    return url;
  }

  /** Returns the text of the OpenAPI document, YAML in UTF-8. */
  public String documentText() {
    try (InputStream in = document().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + document(), e);
    }
  }
}
