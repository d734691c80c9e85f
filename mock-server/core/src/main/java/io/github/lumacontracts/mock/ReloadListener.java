package io.github.lumacontracts.mock;

/**
 * Is told when a server that watches its documents reads them again. Called on the thread that
 * watches, one call after the other.
 */
public interface ReloadListener {
  /** A file has changed and the documents are about to be read again. */
  void reloading();

  /** The server answers by the new documents from now on. */
  void reloaded(MockServer server);

  /**
   * The new documents cannot be used, so the server goes on with the old ones.
   *
   * @param reason what is wrong with the new ones
   */
  void kept(MockServerException reason);
}
