package io.github.lumacontracts.spec.rules;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A value that no two tasks have in common: an address, a time, a UUID.
 *
 * @param pointer into the object that shows the task
 */
record OfOneTask(String pointer, Node value) {
  /** Only the zero of a date is no time at which something happened. */
  private static final Pattern VALUE =
      Pattern.compile(
          "https?://.*"
              + "|(?!0001)\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d.*"
              + "|.*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}.*");

  private static final long FIRST_SECOND = 1_000_000_000L;

  /** Returns all of them in an object. */
  static Stream<OfOneTask> in(Node object) {
    return at("", object);
  }

  private static Stream<OfOneTask> at(String pointer, Node node) {
    if (node.isObject()) {
      return node.members().entrySet().stream()
          .flatMap(member -> at(Node.join(pointer, member.getKey()), member.getValue()));
    }
    if (node.isArray()) {
      return Stream.iterate(0, index -> index < node.items().size(), index -> index + 1)
          .flatMap(index -> at(pointer + "/" + index, node.items().get(index)));
    }
    boolean found =
        node.text().filter(VALUE.asMatchPredicate()).isPresent()
            || (node.content() instanceof Long number && number >= FIRST_SECOND);
    return found ? Stream.of(new OfOneTask(pointer, node)) : Stream.empty();
  }
}
