package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.internal.document.ApiBody;
import io.github.lumacontracts.mock.internal.document.ApiContent;
import io.github.lumacontracts.mock.internal.document.ApiOperation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The aspect ratio of a task in the words of its client, for example {@code 16:9}. */
public final class AskedRatio {
  private static final Pattern RATIO = Pattern.compile("[0-9]{1,2}:[0-9]{1,2}");
  private static final int LONGEST = "16:10".length();

  /** What a task keeps beside its request, where that does not say the ratio. */
  private static final String UNSAID = "ratio";

  private AskedRatio() {}

  /** Returns the ratio of a task; nothing where neither request nor document nor parent has one. */
  public static Optional<String> of(Task task) {
    JsonNode request = task.request();
    return said(request.path("body"))
        .or(() -> Optional.ofNullable(request.path(UNSAID).textValue()));
  }

  /** Adds a ratio to what a task keeps of its request, if that does not say one. */
  static void complete(ObjectNode request, Supplier<Optional<String>> otherwise) {
    if (said(request.path("body")).isEmpty()) {
      otherwise.get().ifPresent(ratio -> request.put(UNSAID, ratio));
    }
  }

  /** Returns what an operation takes where a client says nothing. */
  static Optional<String> preset(ApiOperation operation) {
    return operation.body().map(ApiBody::contents).orElse(List.of()).stream()
        .map(ApiContent::schema)
        .flatMap(Optional::stream)
        .flatMap(schema -> schema.resolved().merged().named("properties").values().stream())
        .map(property -> said(property.resolved().keyword("default")))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> said(JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue();
      return text.length() <= LONGEST && RATIO.matcher(text).matches()
          ? Optional.of(text)
          : Optional.empty();
    }
    for (JsonNode child : node) {
      Optional<String> found = said(child);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
