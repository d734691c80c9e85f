package io.github.lumacontracts.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.lumacontracts.client.Adapter.Refusal;
import io.github.lumacontracts.client.Adapter.Refusal.Kind;
import io.github.lumacontracts.client.http.ServiceException;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a refusal, whatever it is: an object as documented or of another shape, {@code {}}, a
 * text, a page of a proxy, nothing. It is read apart from the documented classes because most error
 * bodies are inferred, and come with statuses that no document names. Immutable.
 */
final class ErrorBody {
  private static final ObjectReader READER = JsonMapper.builder().build().reader();

  /** Where the providers, and the software that they are built on, put their words. */
  private static final List<String> MESSAGES =
      List.of("/error/message", "/error", "/message", "/detail/reason", "/detail");

  private static final List<String> CODES = List.of("/error/err_code", "/error/code", "/code");

  private final JsonNode root;

  private ErrorBody(JsonNode root) {
    this.root = root;
  }

  static ErrorBody of(ServiceException answer) {
    try {
      return new ErrorBody(READER.readTree(answer.body()));
    } catch (JsonProcessingException notJson) {
      return new ErrorBody(MissingNode.getInstance());
    }
  }

  /** Returns the provider's code for programs, a word or a number; empty if it has none. */
  String code() {
    return CODES.stream()
        .map(root::at)
        .filter(code -> code.isTextual() || code.isNumber())
        .map(JsonNode::asText)
        .findFirst()
        .orElse("");
  }

  /** Returns what the body says to people. */
  List<String> messages() {
    List<String> messages = new ArrayList<>();
    MESSAGES.forEach(place -> addText(messages, root.at(place)));
    root.path("errors").forEach(error -> addText(messages, error.path("msg")));
    return messages;
  }

  private static void addText(List<String> messages, JsonNode node) {
    if (node.isTextual()) {
      messages.add(node.asText());
    } else if (node.isArray()) {
      node.forEach(each -> addText(messages, each));
    }
  }

  /** Returns what it means, given what status and code say; the words may say moderation. */
  Refusal refusal(Kind kind) {
    List<String> messages = messages();
    boolean moderated = messages.stream().anyMatch(ModerationException::isAbout);
    return new Refusal(moderated && kind == Kind.INVALID_REQUEST ? Kind.MODERATED : kind, messages);
  }

  /**
   * Returns what it means in the words of New API, the software that the family of RixAPI and V-API
   * is built on. Its routes of tasks have codes of their own, and answer 400 to an unknown task.
   */
  Refusal refusalOfNewApi(int status) {
    return refusal(
        switch (code()) {
          case "insufficient_user_quota", "quota_not_enough" -> Kind.NO_CREDITS;
          case "pre_consume_token_quota_failed" -> Kind.NO_CREDITS;
          case "invalid_token" -> Kind.INVALID_KEY;
          case "task_not_found", "task_not_exist" -> Kind.NOT_FOUND;
          default -> Refusal.of(status);
        });
  }
}
