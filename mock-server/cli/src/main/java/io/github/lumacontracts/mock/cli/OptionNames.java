package io.github.lumacontracts.mock.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Lets {@code --verbose-level} stand for {@code --verboseLevel} and so on, as Prism does. */
final class OptionNames {
  private final Map<String, String> names = new HashMap<>();

  OptionNames(CommandLine commands) {
    for (CommandLine command : commands.getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        for (String name : option.names()) {
          if (name.startsWith("--")) {
            add(name);
            if (option.negatable()) {
              add("--no-" + name.substring(2));
            }
          }
        }
      }
    }
  }

  private void add(String name) {
    names.put(plain(name), name);
  }

  /** Returns the arguments with options named as the commands declare them. */
  String[] declared(String... arguments) {
    String[] declared = arguments.clone();
    for (int i = 0; i < declared.length && !declared[i].equals("--"); i++) {
      if (declared[i].startsWith("--")) {
        int equals = declared[i].indexOf('=');
        String given = equals < 0 ? declared[i] : declared[i].substring(0, equals);
        String value = equals < 0 ? "" : declared[i].substring(equals);
        declared[i] = names.getOrDefault(plain(given), given) + value;
      }
    }
    return declared;
  }

  /** Returns what the ways to write a name have in common: min-items, minItems. */
  private static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    for (char c : name.substring(2).toCharArray()) {
      if (Character.isUpperCase(c)) {
        plain.append('-');
      }
      plain.append(Character.toLowerCase(c));
    }
    return plain.toString();
  }
}
