package io.github.lumacontracts.mock.cli;

import io.github.lumacontracts.mock.MockServerException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Starts the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int status = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(status);
  }

  /**
   * Runs a command.
   *
   * @return 0 if it did what it was told, 1 if the server could not start, 2 if the command makes
   *     no sense
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commands = new CommandLine(new LumaMockCommand());
    return commands
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(Main::usage)
        .setExecutionExceptionHandler(Main::failure)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(new OptionNames(commands).declared(args));
  }

  private static int usage(CommandLine.ParameterException e, String[] args) {
    String help = e.getCommandLine().getCommandSpec().qualifiedName();
    e.getCommandLine()
        .getErr()
        .println("luma-mock: " + oneLine(e.getMessage()) + " See " + help + " --help.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failure(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    if (e instanceof MockServerException) {
      String.valueOf(e.getMessage())
          .lines()
          .forEach(sentence -> line.getErr().println("luma-mock: " + oneLine(sentence)));
    } else {
      line.getErr()
          .println(
              "luma-mock: unexpected " + e.getClass().getName() + ": " + oneLine(e.getMessage()));
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String oneLine(@Nullable String message) {
    String line = String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
    return line.endsWith(".") ? line : line + ".";
  }
}
