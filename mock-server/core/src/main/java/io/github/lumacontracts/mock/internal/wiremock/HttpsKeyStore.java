package io.github.lumacontracts.mock.internal.wiremock;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.lumacontracts.mock.KeyStoreFile;
import io.github.lumacontracts.mock.MockServerException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** A key store that can be used, looked into before the server starts; Jetty would say less. */
record HttpsKeyStore(KeyStoreFile source, String type) {

  /**
   * Opens the file.
   *
   * @throws MockServerException if it cannot be read, a password is wrong, or it holds no key
   */
  static HttpsKeyStore open(KeyStoreFile source) {
    try {
      if (!source.file().toFile().isFile()) {
        throw new NoSuchFileException(source.file().toString());
      }
      KeyStore store =
          KeyStore.getInstance(source.file().toFile(), source.password().toCharArray());
      boolean hasKey = false;
      for (String alias : Collections.list(store.aliases())) {
        hasKey |= store.getKey(alias, source.keyPassword().toCharArray()) != null;
      }
      if (!hasKey) {
        throw failure(source, "holds no private key. Name a key store, not a trust store.", null);
      }
      return new HttpsKeyStore(source, store.getType());
    } catch (NoSuchFileException e) {
      throw failure(source, "there is no such file.", e);
    } catch (UnrecoverableKeyException e) {
      throw failure(source, "the password of the key in it is wrong.", e);
    } catch (IOException e) {
      throw failure(
          source,
          e.getCause() instanceof UnrecoverableKeyException
              ? "the password of the key store is wrong."
              : "cannot be read: " + e.getMessage() + ".",
          e);
    } catch (GeneralSecurityException e) {
      throw failure(source, "is no key store, JKS or PKCS #12.", e);
    }
  }

  private static MockServerException failure(
      KeyStoreFile source, String reason, @Nullable Throwable cause) {
    String message = source.file() + ": " + reason;
    return cause == null
        ? new MockServerException(message)
        : new MockServerException(message, cause);
  }

  void use(WireMockConfiguration configuration) {
    configuration
        .keystorePath(source.file().toString())
        .keystorePassword(source.password())
        .keyManagerPassword(source.keyPassword())
        .keystoreType(type);
  }
}
