package io.github.lumacontracts.mock;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says why a server did not start: a document that cannot be read or used, two documents that claim
 * one path, a port in use. The message is meant for the person who wrote the document or the
 * command; it names the place and what to do.
 */
public final class MockServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MockServerException(String message) {
    super(oneLine(message));
  }

  public MockServerException(String message, @Nullable Throwable cause) {
    super(oneLine(message), cause);
  }

  /** Says several things at once, each on a line of its own. */
  public MockServerException(List<String> messages) {
    super(messages.stream().map(MockServerException::oneLine).collect(Collectors.joining("\n")));
  }

  /** Names in a document may hold line breaks. */
  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}
