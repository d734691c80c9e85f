package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.MockServerException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads files into trees, JSON or YAML whatever the extension. */
final class SourceReader {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private SourceReader() {}

  static SourceFile read(String name, URL url) {
    if (WebSource.isOnTheWeb(url)) {
      WebSource source = WebSource.fetch(name, url);
      return file(name, source.url(), source.bytes(), Optional.empty());
    }
    // Before the bytes: what is written in between must not pass for read.
    Optional<FileVersion> version = SourceFile.path(url).map(FileVersion::now);
    return file(name, url, bytes(name, url), version);
  }

  private static SourceFile file(
      String name, URL url, byte[] bytes, Optional<FileVersion> version) {
    String text = text(name, bytes);
    return new SourceFile(name, url, text, tree(name, text), version);
  }

  private static byte[] bytes(String name, URL url) {
    // Java reads a folder as the list of what is in it.
    if (SourceFile.path(url).filter(Files::isDirectory).isPresent()) {
      throw new MockServerException(name + ": is a folder. Name a file in it.");
    }
    try {
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        return in.readAllBytes();
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new MockServerException(
          name + ": there is no such file, or it may not be read. Check the path.", e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Java's way to say that a percent sign begins no escape.
      throw new MockServerException(name + ": cannot be read: the address is malformed.", e);
    } catch (IOException e) {
      throw new MockServerException(name + ": cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static String text(String name, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MockServerException(
          name + ": not UTF-8 text; an OpenAPI document is YAML or JSON in UTF-8.", e);
    }
  }

  static JsonNode tree(String name, String text) {
    JsonProcessingException notJson = null;
    if (text.stripLeading().startsWith("{")) {
      try {
        return normalised(JSON.readTree(text));
      } catch (NumberFormatException e) { // an exponent of more digits than Jackson takes
        throw new MockServerException(name + ": not JSON: a number is out of range.", e);
      } catch (JsonProcessingException e) {
        notJson = e; // YAML in flow style also begins with a brace
      }
    }
    try {
      return YamlTree.read(text);
    } catch (MarkedYAMLException e) {
      if (notJson != null) {
        throw new MockServerException(
            name
                + ", line "
                + notJson.getLocation().getLineNr()
                + ", column "
                + notJson.getLocation().getColumnNr()
                + ": not JSON: "
                + firstLine(notJson.getOriginalMessage())
                + ".",
            notJson);
      }
      throw new MockServerException(
          name
              + (e.getProblemMark() == null
                  ? ""
                  : ", line "
                      + (e.getProblemMark().getLine() + 1)
                      + ", column "
                      + (e.getProblemMark().getColumn() + 1))
              + ": not YAML: "
              + Cursor.oneLine(String.valueOf(e.getProblem())).strip()
              + ".",
          e);
    } catch (YamlTree.PlacedException e) {
      throw new MockServerException(name + ", " + e.getMessage() + ".", e);
    } catch (YAMLException e) {
      throw new MockServerException(
          name + ": not YAML: " + firstLine(String.valueOf(e.getMessage())) + ".", e);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  /** Gives JSON the same numbers and the same order of members as YAML. */
  private static JsonNode normalised(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        member.setValue(normalised(member.getValue()));
      }
      return ObjectOrder.sorted(object);
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, normalised(array.get(i)));
      }
      return array;
    }
    return node.isNumber() ? Numbers.node(node.decimalValue()) : node;
  }
}
