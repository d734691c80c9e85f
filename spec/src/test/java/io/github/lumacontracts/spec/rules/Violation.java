package io.github.lumacontracts.spec.rules;

/**
 * One place where a document breaks a rule.
 *
 * @param where the value that is wrong, or the one that lacks something
 * @param problem what is wrong and what was found
 * @param expected what should stand there
 * @param mend what to do next
 */
record Violation(Node where, String problem, String expected, String mend) {

  /** Returns the text a writer of documents reads; the file is named as in compiler messages. */
  String describe(String file) {
    return file
        + ":"
        + where.line()
        + " "
        + (where.pointer().isEmpty() ? "(root)" : where.pointer())
        + "\n  "
        + problem
        + "\n  Expected: "
        + expected
        + "\n  To mend: "
        + mend
        + "\n";
  }
}
