package io.github.lumacontracts.mock.internal.document;

import io.github.lumacontracts.mock.internal.http.FormPairs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of {@code servers}.
 *
 * @param url may hold variables, for example {@code https://{region}.example.com/{version}}
 */
public record ApiServer(String url, Map<String, Variable> variables) {
  private static final Pattern VARIABLE = Pattern.compile("\\{(.*?)}");

  /** As many as anyone can mean; more would only be the product of long lists. */
  private static final int MAX_URLS = 64;

  public ApiServer {
    variables = Map.copyOf(variables);
  }

  /**
   * A variable.
   *
   * @param values that it may have; empty if it may have any
   */
  public record Variable(List<String> values, Optional<String> preset) {
    public Variable {
      values = List.copyOf(values);
    }
  }

  /** Whether an address is one of this server, as Prism compares them. */
  public boolean matches(String address) {
    StringBuilder regex = new StringBuilder();
    Matcher variable = VARIABLE.matcher(url);
    int end = 0;
    while (variable.find()) {
      regex.append(Pattern.quote(url.substring(end, variable.start())));
      List<String> values =
          Optional.ofNullable(variables.get(variable.group(1)))
              .map(Variable::values)
              .orElse(List.of());
      regex.append(
          values.isEmpty()
              ? ".*?"
              : "(?:" + String.join("|", values.stream().map(Pattern::quote).toList()) + ")");
      end = variable.end();
    }
    regex.append(Pattern.quote(url.substring(end)));
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(address).matches();
  }

  /**
   * Returns the paths that the address can have, without a slash at the end; the root is empty. A
   * variable that may have any value is one segment of a template.
   */
  public List<String> paths() {
    List<String> urls = new ArrayList<>(List.of(url));
    Matcher variable = VARIABLE.matcher(url);
    while (variable.find()) {
      String name = variable.group();
      Set<String> values = values(variable.group(1), variable.start() == 0);
      List<String> expanded = new ArrayList<>();
      for (String before : urls) {
        for (String value : values) {
          if (expanded.size() < MAX_URLS) {
            expanded.add(before.replace(name, value));
          }
        }
      }
      urls = expanded;
    }
    Set<String> paths = new LinkedHashSet<>();
    urls.forEach(expanded -> paths.add(Operations.pathOf(FormPairs.decodePercent(expanded))));
    return paths.stream().sorted(Comparator.comparing(path -> path.contains("{}"))).toList();
  }

  /** Returns what may stand for a variable. One in front is a whole address and has a preset. */
  private Set<String> values(String name, boolean inFront) {
    Variable variable = variables.getOrDefault(name, new Variable(List.of(), Optional.empty()));
    Set<String> values = new LinkedHashSet<>();
    variable.preset().ifPresent(values::add);
    values.addAll(variable.values());
    if (values.isEmpty() || (variable.values().isEmpty() && !inFront)) {
      values.add("{}");
    }
    return values;
  }
}
