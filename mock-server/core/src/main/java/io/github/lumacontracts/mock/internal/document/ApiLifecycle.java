package io.github.lumacontracts.mock.internal.document;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code x-lifecycle} says about the tasks that an operation creates.
 *
 * @param id runtime expression that finds the id of the new task in the answer
 * @param idForm with {@code {uuid}}, {@code {hex}} or {@code {digits}} in it
 * @param takes how long a task takes
 * @param created name of the example that the operation answers with
 * @param states in order, up to the final one
 * @param outcomes final states by name; there is at least {@code completed}
 * @param members expressions, or constants that do not begin with a dollar sign, by JSON Pointer
 *     into the object that shows a task
 * @param membersOf the same where an operation or callback shows another form of that object
 * @param lists pointers to the array, by operations that show several tasks
 * @param headers expressions by name, for the callbacks
 * @param linkLasts how long the addresses of media are good, counted from the end of the task
 */
public record ApiLifecycle(
    String id,
    String idForm,
    Duration takes,
    String created,
    List<State> states,
    Map<String, Outcome> outcomes,
    Map<String, String> members,
    Map<String, Map<String, String>> membersOf,
    Map<String, String> lists,
    Optional<Price> price,
    Optional<Account> account,
    Map<String, String> headers,
    Optional<Duration> linkLasts) {
  /** The outcome that every lifecycle has. */
  public static final String COMPLETED = "completed";

  public ApiLifecycle {
    states = List.copyOf(states);
    outcomes = ordered(outcomes);
    members = ordered(members);
    membersOf = ordered(membersOf);
    lists = ordered(lists);
    headers = ordered(headers);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** Returns the expressions that hold where an operation or callback shows a task. */
  public Map<String, String> membersIn(String place) {
    return membersOf.getOrDefault(place, members);
  }

  /** Returns the name of an example, without the pointer that may follow it. */
  public static String exampleOf(String shown) {
    int hash = shown.indexOf('#');
    return hash < 0 ? shown : shown.substring(0, hash);
  }

  /** Returns the pointer to one task in an example; empty if there is none. */
  public static String pointerOf(String shown) {
    int hash = shown.indexOf('#');
    return hash < 0 ? "" : shown.substring(hash + 1);
  }

  /** Returns what the states and outcomes show, in order. */
  public List<Map<String, String>> allShown() {
    List<Map<String, String>> all = new ArrayList<>();
    states.forEach(state -> all.add(state.shows()));
    outcomes.values().forEach(outcome -> all.add(outcome.shows()));
    return all;
  }

  /**
   * A state on the way.
   *
   * @param lasts share of the whole time
   * @param progress percent at its start
   * @param shows names of examples by operation or callback, {@code name#/pointer} for a part
   */
  public record State(String name, double lasts, int progress, Map<String, String> shows) {
    public State {
      shows = ordered(shows);
    }
  }

  /**
   * A final state.
   *
   * @param shows names of examples by operation or callback, {@code name#/pointer} for a part
   * @param refunded whether the price is given back
   */
  public record Outcome(Map<String, String> shows, boolean refunded) {
    public Outcome {
      shows = ordered(shows);
    }
  }

  /** What a task costs. */
  public record Price(BigDecimal amount, String unit) {}

  /**
   * Where the balance is shown.
   *
   * @param balance pointer into the answer
   */
  public record Account(String operation, String balance) {}
}
