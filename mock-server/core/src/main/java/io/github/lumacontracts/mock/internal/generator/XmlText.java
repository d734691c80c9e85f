package io.github.lumacontracts.mock.internal.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.document.Numbers;
import java.util.Map;

/** A JSON value as XML, the way Prism does it: members become elements below {@code <xml>}. */
final class XmlText {
  private XmlText() {}

  static String of(JsonNode value) {
    StringBuilder out = new StringBuilder();
    element("xml", value, out);
    return out.toString();
  }

  private static void element(String name, JsonNode value, StringBuilder out) {
    if (value.isArray()) {
      value.forEach(item -> element(name, item, out));
      return;
    }
    if (value.isNull()) {
      out.append('<').append(name).append("/>");
      return;
    }
    out.append('<').append(name).append('>');
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      element(member.getKey(), member.getValue(), out);
    }
    if (value.isNumber()) {
      out.append(Numbers.text(value));
    } else if (value.isValueNode()) {
      escape(value.asText(), out);
    }
    out.append("</").append(name).append('>');
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&apos;");
        default -> out.append(c);
      }
    }
  }
}
