package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Numbers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON as JavaScript writes it: compact, nothing escaped that need not be, numbers its way. */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** As much as most bodies need, so that the text need not be moved. */
  private static final int ROOM = 512;

  private JsonText() {}

  public static String of(JsonNode node) {
    StringWriter text = new StringWriter(ROOM);
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(node, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no reason to fail
    }
    return text.toString();
  }

  private static void write(JsonNode node, JsonGenerator out) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
          out.writeFieldName(member.getKey());
          write(member.getValue(), out);
        }
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        for (JsonNode item : node) {
          write(item, out);
        }
        out.writeEndArray();
      }
      case NUMBER -> out.writeNumber(Numbers.text(node));
      case BOOLEAN -> out.writeBoolean(node.booleanValue());
      case STRING -> out.writeString(node.textValue());
      default -> out.writeNull();
    }
  }
}
