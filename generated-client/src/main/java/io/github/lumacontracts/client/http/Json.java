package io.github.lumacontracts.client.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * JSON as the clients write and read it: numbers keep their digits, unknown members are kept. For
 * the clients only. Safe for threads.
 */
public final class Json {
  private final ObjectMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          // 5.5 where the document says integer is better refused than read as 5.
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          // Otherwise characters beyond U+FFFF would go as two escapes, which some readers take
          // apart.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  /** They know how to read a class without looking for it each time. */
  private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

  JsonNode tree(Object value) {
    return mapper.valueToTree(value);
  }

  byte[] write(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException notWritable) {
      throw new IllegalArgumentException(notWritable.getOriginalMessage(), notWritable);
    }
  }

  /**
   * Reads an object.
   *
   * @throws JsonProcessingException if the text is not JSON, or not of this class
   */
  public <T> T read(String text, Class<T> type) throws JsonProcessingException {
    return type.cast(read(text, (Type) type));
  }

  Object read(String text, Type type) throws JsonProcessingException {
    Object value = reader(type).readValue(text);
    if (value == null) {
      throw MismatchedInputException.from(null, Object.class, "it is null");
    }
    return value;
  }

  private ObjectReader reader(Type type) {
    return readers.computeIfAbsent(type, any -> mapper.readerFor(mapper.constructType(any)));
  }
}
