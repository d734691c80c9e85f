package io.github.lumacontracts.contract;

import io.github.lumacontracts.mock.MockServer;
import io.github.lumacontracts.mock.MockServerOptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one stub server of this JVM, all five providers on a free port. */
public class Stub implements ParameterResolver {
  private final MockServerOptions options;

  public Stub() {
    this(MockServerOptions.defaults());
  }

  private Stub(MockServerOptions options) {
    this.options = options;
  }

  /** As {@link Stub}, but each request is answered on its own, with an example of the document. */
  static final class WithoutTasks extends Stub {
    WithoutTasks() {
      super(MockServerOptions.builder().tasks(false).build());
    }
  }

  /** JUnit closes it when the last test has run. */
  private record Running(MockServer server) implements AutoCloseable {
    @Override
    public void close() {
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MockServer.class;
  }

  @Override
  public MockServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(getClass()))
        .getOrComputeIfAbsent(
            Running.class, key -> new Running(MockServer.start(options)), Running.class)
        .server();
  }
}
