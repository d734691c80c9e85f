package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.KeyStoreFile;
import io.github.lumacontracts.mock.MockServerOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that runs a server. */
final class ServerOptions {
  @Option(
      names = {"-p", "--port"},
      defaultValue = "4010",
      description = "Port to listen on, 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = {"-h", "--host"},
      defaultValue = "127.0.0.1",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(
      names = "--https-port",
      paramLabel = "PORT",
      description = "Listen for HTTPS too, on this port; 0 for a free one.")
  private @Nullable Integer httpsPort;

  @Option(
      names = "--https-keystore",
      paramLabel = "FILE",
      description = {
        "Key and certificate for HTTPS, JKS or PKCS #12.",
        "Default: WireMock's, which is self-signed."
      })
  private @Nullable Path httpsKeystore;

  @Option(
      names = "--keystore-password",
      defaultValue = "password",
      paramLabel = "TEXT",
      description = "Password of the key store. Default: ${DEFAULT-VALUE}.")
  private String keystorePassword = "password";

  @Option(
      names = "--key-manager-password",
      paramLabel = "TEXT",
      description = "Password of the key in it. Default: that of the key store.")
  private @Nullable String keyPassword;

  @Option(
      names = {"--journal", "--max-request-journal-entries"},
      defaultValue = "1000",
      paramLabel = "N",
      description = {
        "Remember the last N requests for verification; 0 remembers none.",
        "Default: ${DEFAULT-VALUE}."
      })
  private int journal;

  @Option(
      names = "--cors",
      negatable = true,
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "Let browsers of other origins call. Default: ${DEFAULT-VALUE}.")
  private boolean cors;

  @Option(
      names = {"-m", "--multiprocess"},
      negatable = true,
      arity = "0..1",
      defaultValue = "false",
      fallbackValue = "true",
      description = "Taken for the sake of Prism's users: one process serves all cores already.")
  private boolean multiprocess;

  @Option(
      names = "--strict",
      description = "Refuse documents that are not quite right, with a list of what is wrong.")
  private boolean strict;

  @Option(names = "--json", description = "Log one JSON object per line.")
  private boolean json;

  @Option(
      names = {"-v", "--verboseLevel"},
      defaultValue = "info",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private VerboseLevel level = VerboseLevel.INFO;

  Console console(PrintWriter out) {
    return new Console(out, level, LogFormat.chosen(json));
  }

  /** Prints what comes before the routes. */
  void announce(Console console) {
    console.starting();
    if (multiprocess) {
      console.info("--multiprocess changes nothing: one process serves all cores.");
    }
  }

  /**
   * Returns a builder with these options set.
   *
   * @throws IllegalArgumentException if one makes no sense
   */
  MockServerOptions.Builder builder(Console console) {
    MockServerOptions.Builder options = MockServerOptions.builder();
    if (httpsPort != null) {
      options.httpsPort(httpsPort);
    }
    if (httpsKeystore != null) {
      options.httpsKeyStore(
          new KeyStoreFile(
              httpsKeystore,
              keystorePassword,
              keyPassword == null ? keystorePassword : keyPassword));
    }
    if (level.prints(VerboseLevel.ERROR)) {
      options.listener(console::exchange);
    }
    return options
        .host(host)
        .port(port)
        .journalSize(journal)
        .cors(cors)
        .strict(strict)
        .watch(console);
  }
}
