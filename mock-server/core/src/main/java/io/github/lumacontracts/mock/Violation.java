package io.github.lumacontracts.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One way in which a request or an answer does not follow its document. Immutable.
 *
 * @param location where, from the outside in, for example {@code [body, frames, 0]}; empty if the
 *     violation is of the whole
 * @param severity an error makes it invalid, a warning does not
 * @param code stable name of the rule, in general the JSON Schema keyword; empty if there is none
 * @param message what is wrong, in Prism's words
 */
public record Violation(List<String> location, Severity severity, String code, String message) {
  public Violation {
    location = List.copyOf(location);
  }

  /** How much a violation weighs. */
  public enum Severity {
    ERROR("Error"),
    WARNING("Warning");

    private final String label;

    Severity(String label) {
      this.label = label;
    }

    /** Returns the word used on the wire. */
    public String label() {
      return label;
    }
  }

  /** Returns a violation that makes a request or an answer invalid. */
  public static Violation error(List<String> location, String code, String message) {
    return new Violation(location, Severity.ERROR, code, message);
  }

  /** Returns a violation that is only worth a note. */
  public static Violation warning(List<String> location, String code, String message) {
    return new Violation(location, Severity.WARNING, code, message);
  }

  /** Returns whether it makes a request or an answer invalid. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Returns the same violation with an outermost place in front of its location. */
  public Violation in(String place) {
    List<String> longer = new ArrayList<>();
    longer.add(place);
    longer.addAll(location);
    return new Violation(longer, severity, code, message);
  }

  @Override
  public String toString() {
    String where = location.isEmpty() ? "" : " at " + String.join(".", location);
    return severity.name().toLowerCase(Locale.ROOT) + where + ": " + message;
  }
}
