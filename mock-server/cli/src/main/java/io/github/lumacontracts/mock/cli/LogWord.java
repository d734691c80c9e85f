package io.github.lumacontracts.mock.cli;

import java.util.Locale;

/** The kinds of lines in Prism's log. */
enum LogWord {
  AWAITING("…", VerboseLevel.INFO, 34),
  START("▶", VerboseLevel.INFO, 32),
  INFO("ℹ", VerboseLevel.INFO, 34),
  SUCCESS("✔", VerboseLevel.INFO, 32),
  WARNING("⚠", VerboseLevel.WARN, 33),
  ERROR("✖", VerboseLevel.ERROR, 31),
  DEBUG("⬤", VerboseLevel.DEBUG, 35);

  private final String icon;
  private final VerboseLevel level;
  private final int colour;

  LogWord(String icon, VerboseLevel level, int colour) {
    this.icon = icon;
    this.level = level;
    this.colour = colour;
  }

  VerboseLevel level() {
    return level;
  }

  /** Returns icon and word, as wide as the longest. */
  String text(boolean coloured) {
    String text = String.format("%s  %-9s", icon, name().toLowerCase(Locale.ROOT));
    return coloured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }
}
