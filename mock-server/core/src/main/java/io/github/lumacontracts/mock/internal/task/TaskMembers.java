package io.github.lumacontracts.mock.internal.task;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lumacontracts.mock.internal.task.Expression.OfTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The members of an object that shows a task, and what each is made of. Immutable. */
final class TaskMembers {
  private final List<Member> members = new ArrayList<>();

  private record Member(JsonPointer place, String source, Expression expression) {
    boolean isMedia() {
      return expression == OfTask.VIDEO || expression == OfTask.THUMBNAIL;
    }
  }

  /**
   * Reads them.
   *
   * @param source expressions by JSON Pointer
   * @param presets what stands for a part of the request that a client leaves out
   */
  TaskMembers(Map<String, String> source, Function<String, Optional<JsonNode>> presets) {
    source.forEach(
        (pointer, text) ->
            members.add(
                new Member(
                    JsonPointer.compile(pointer), text, Expression.of(text, presets.apply(text)))));
  }

  /** Returns a copy of an example with the values of a task, so far as the example has them. */
  JsonNode show(
      JsonNode example, TaskView view, Scenario scenario, Supplier<MediaAddresses> media) {
    JsonNode copy = example.deepCopy();
    MediaAddresses addresses = MediaAddresses.NOWHERE;
    boolean asked = false;
    for (Member member : members) {
      JsonNode old = copy.at(member.place());
      if (!old.isMissingNode() && !old.isNull()) {
        if (member.isMedia() && !asked) {
          addresses = media.get();
          asked = true;
        }
        member
            .expression()
            .value(old, view, addresses)
            .ifPresent(value -> Pointers.set(copy, member.place(), value));
      }
    }
    scenario
        .replace()
        .forEach(
            (place, value) -> {
              if (copy.at(place).isTextual()) {
                Pointers.set(copy, place, value);
              }
            });
    remove(copy, view, scenario);
    return copy;
  }

  private void remove(JsonNode copy, TaskView view, Scenario scenario) {
    for (String remove : scenario.remove()) {
      if (remove.startsWith("/")) {
        Pointers.remove(copy, JsonPointer.compile(remove));
      } else if (!view.state().equals(Lifecycle.WITHOUT_LINK)) { // that has left it out already
        members.stream()
            .filter(member -> member.source().equals(remove))
            .filter(member -> !copy.at(member.place()).isNull()) // null says it already
            .forEach(member -> Pointers.remove(copy, member.place()));
      }
    }
  }

  /** Returns where the id stands. */
  Stream<JsonPointer> ids() {
    return members.stream().filter(member -> member.expression() == OfTask.ID).map(Member::place);
  }
}
