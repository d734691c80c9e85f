package io.github.lumacontracts.contract.readme;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A shell into which one block is pasted after the other; what one sets, the next ones have. */
final class Shell implements AutoCloseable {
  private static final String END = "--- end of block ---";
  private final Process process;
  private final BufferedWriter input;
  private final BufferedReader output;
  private final ExecutorService reader = Executors.newSingleThreadExecutor();

  /**
   * Starts {@code bash} without anything of the user's.
   *
   * @param folder where it works
   */
  Shell(Path folder) throws IOException {
    process =
        new ProcessBuilder("bash", "--norc")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    input = process.outputWriter();
    output = process.inputReader();
  }

  /**
   * Runs a block.
   *
   * @return all that it printed
   * @throws AssertionError if it fails or takes longer than a minute
   */
  String run(String block) throws IOException, InterruptedException {
    input.write(block + "\nprintf '\\n%s %d\\n' '" + END + "' $?\n");
    input.flush();
    try {
      return reader.submit(this::readBlock).get(1, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new AssertionError("Not done after a minute:\n" + block, e);
    }
  }

  private String readBlock() throws IOException {
    StringBuilder printed = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(END)) {
        if (!line.endsWith(" 0")) {
          throw new IOException("The block failed: " + line + "\n" + printed);
        }
        return printed.toString();
      }
      printed.append(line).append('\n');
    }
    throw new IOException("The shell ended:\n" + printed);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    reader.shutdownNow();
  }
}
