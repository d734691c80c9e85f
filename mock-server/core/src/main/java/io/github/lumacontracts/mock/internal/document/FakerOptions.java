package io.github.lumacontracts.mock.internal.document;

import java.util.Set;

/** The options of {@code x-json-schema-faker}, at the root of a document, for dynamic answers. */
public final class FakerOptions {
  /** The member of the document that holds them. */
  public static final String MEMBER = "x-json-schema-faker";

  private static final Set<String> HONOURED =
      Set.of(
          "alwaysFakeOptionals",
          "defaultRandExpMax",
          "fillProperties",
          "fixedProbabilities",
          "ignoreProperties",
          "locale",
          "maxDateTime",
          "maxItems",
          "maxLength",
          "minDateTime",
          "minItems",
          "minLength",
          "omitNulls",
          "optionalsProbability",
          "pruneProperties",
          "refDepthMax",
          "refDepthMin",
          "replaceEmptyByRandomValue",
          "requiredOnly",
          "resolveJsonPath",
          "sortProperties", // members stand in the order of the alphabet, as in Prism
          "useDefaultValue",
          "useExamplesValue");

  private FakerOptions() {}

  /** Returns whether an option makes a difference, or makes none in Prism either. */
  static boolean isHonoured(String key) {
    return HONOURED.contains(camelCase(key));
  }

  /** Returns the name as json-schema-faker has it; documents also write min-items or min_items. */
  public static String camelCase(String key) {
    StringBuilder name = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '-' || c == '_' || c == ' ') {
        upper = true;
      } else if (name.isEmpty()) {
        name.append(Character.toLowerCase(c));
        upper = false;
      } else {
        name.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return name.toString();
  }
}
