package io.github.lumacontracts.mock.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server to be measured.
 *
 * @param name for the table
 * @param command starts it; {@code {port}} and {@code {document}} are filled in
 * @param validates whether an invalid request gets its documented status
 */
record Contestant(String name, List<String> command, boolean validates) {
  List<String> command(int port, Path document) {
    return command.stream()
        .map(
            word ->
                word.replace("{port}", String.valueOf(port))
                    .replace("{document}", document.toString()))
        .toList();
  }

  static Contestant java(
      String name, boolean validates, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of(arguments));
    return new Contestant(name, command, validates);
  }
}
