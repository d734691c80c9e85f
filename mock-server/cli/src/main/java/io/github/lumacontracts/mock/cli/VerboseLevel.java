package io.github.lumacontracts.mock.cli;

/** How much is printed, in Prism's words; each level includes those after it. */
enum VerboseLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL,
  SILENT;

  boolean prints(VerboseLevel message) {
    return this != SILENT && compareTo(message) <= 0;
  }
}
