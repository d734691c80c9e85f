package io.github.lumacontracts.mock.internal.wiremock;

import io.github.lumacontracts.mock.internal.task.AspectRatio;
import io.github.lumacontracts.mock.internal.task.MediaAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.ResourceHttpContent;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.jspecify.annotations.Nullable;

/** The videos and pictures that come with the server, read when they are asked for. */
final class MediaFiles {
  private final Map<String, HttpContent> read = new ConcurrentHashMap<>();

  HttpContent get(AspectRatio ratio, MediaAddresses.File file) {
    return switch (file) {
      case VIDEO -> read.computeIfAbsent(ratio + ".mp4", name -> read(name, "video/mp4"));
      case THUMBNAIL -> read.computeIfAbsent(ratio + ".jpg", name -> read(name, "image/jpeg"));
    };
  }

  private static HttpContent read(String name, String contentType) {
    URL url =
        Objects.requireNonNull(
            MediaFiles.class.getResource("/META-INF/luma-mock/media/" + name), name);
    try (InputStream content = url.openStream()) {
      return new Content(
          ResourceFactory.root().newMemoryResource(url), contentType, digest(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(InputStream content) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** Jetty's own tag is weak and tells two servers with the same file apart. */
  private static final class Content extends ResourceHttpContent {
    private final HttpField tag;

    Content(Resource resource, String contentType, String digest) {
      super(resource, contentType);
      this.tag = new HttpField(HttpHeader.ETAG, '"' + digest + '"');
    }

    @Override
    public HttpField getETag() {
      return tag;
    }

    @Override
    public @Nullable String getETagValue() {
      return tag.getValue();
    }

    /** A file in a jar says when the jar was made, which is of no use to anybody. */
    @Override
    public @Nullable Instant getLastModifiedInstant() {
      return null;
    }

    @Override
    public @Nullable HttpField getLastModified() {
      return null;
    }

    @Override
    public @Nullable String getLastModifiedValue() {
      return null;
    }
  }
}
