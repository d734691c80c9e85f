package io.github.lumacontracts.mock.internal.router;

import io.github.lumacontracts.mock.internal.http.FormPairs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to a method and a path. Precedence is Prism's: more equal segments win over
 * templated ones, then the order of adding decides. Filled first, then only read, by any number of
 * threads.
 *
 * @param <T> what a route leads to
 */
public final class Router<T> {
  private final Node<T> root = new Node<>();
  private int size;

  /** What became of a request. */
  public sealed interface Match<T> {}

  /** An operation was found; values of path parameters are decoded. */
  public record Found<T>(T target, Map<String, String> pathParameters) implements Match<T> {}

  /** The path is known, the method is not. */
  public record NoMethod<T>() implements Match<T> {}

  /** The path is unknown. */
  public record NoPath<T>() implements Match<T> {}

  /**
   * Adds a route, unless one of this method and form of path is there already.
   *
   * @return what was there already
   */
  public Optional<T> add(String method, String path, T target) {
    PathTemplate template = PathTemplate.parse(path);
    Node<T> node = root;
    for (PathTemplate.Segment segment : template.segments()) {
      node = node.child(segment);
    }
    Route<T> known = node.routes.get(method);
    if (known != null) {
      return Optional.of(known.target);
    }
    int literals = (int) template.segments().stream().filter(s -> s.isLiteral()).count();
    node.routes.put(method, new Route<>(target, template.names(), literals, size++));
    return Optional.empty();
  }

  /**
   * Finds the route of a request.
   *
   * @param path still encoded
   */
  public Match<T> find(String method, String path) {
    String[] segments = PathTemplate.split(path);
    for (int i = 0; i < segments.length; i++) {
      segments[i] = FormPairs.decodePercent(segments[i]);
    }
    Search<T> search = new Search<>(method, segments);
    search.visit(root, 0);
    if (search.best != null) {
      if (search.best.names.isEmpty()) {
        return new Found<>(search.best.target, Map.of());
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      for (int i = 0; i < search.best.names.size(); i++) {
        parameters.put(search.best.names.get(i), search.bestValues.get(i));
      }
      return new Found<>(search.best.target, parameters);
    }
    return search.pathKnown ? new NoMethod<>() : new NoPath<>();
  }

  private record Route<T>(T target, List<String> names, int literals, int order) {
    boolean beats(@Nullable Route<T> other) {
      return other == null
          || literals > other.literals
          || (literals == other.literals && order < other.order);
    }
  }

  private record Templated<T>(PathTemplate.Segment segment, Node<T> node) {}

  private static final class Node<T> {
    final Map<String, Node<T>> literals = new HashMap<>();
    final Map<String, Templated<T>> templates = new LinkedHashMap<>();
    final Map<String, Route<T>> routes = new HashMap<>();

    Node<T> child(PathTemplate.Segment segment) {
      return segment.isLiteral()
          ? literals.computeIfAbsent(segment.text(), text -> new Node<>())
          : templates.computeIfAbsent(
                  segment.text(), text -> new Templated<>(segment, new Node<>()))
              .node;
    }
  }

  private static final class Search<T> {
    private final String method;
    private final String[] segments;
    private final List<String> values = new ArrayList<>();
    private @Nullable Route<T> best;
    private List<String> bestValues = List.of();
    private boolean pathKnown;

    Search(String method, String[] segments) {
      this.method = method;
      this.segments = segments;
    }

    void visit(Node<T> node, int depth) {
      if (depth == segments.length) {
        pathKnown |= !node.routes.isEmpty();
        Route<T> route = node.routes.get(method);
        if (route != null && route.beats(best)) {
          best = route;
          bestValues = List.copyOf(values);
        }
        return;
      }
      Node<T> literal = node.literals.get(segments[depth]);
      if (literal != null) {
        visit(literal, depth + 1);
      }
      for (Templated<T> template : node.templates.values()) {
        Optional<List<String>> found = template.segment.values(segments[depth]);
        if (found.isPresent()) {
          int before = values.size();
          values.addAll(found.get());
          visit(template.node, depth + 1);
          values.subList(before, values.size()).clear();
        }
      }
    }
  }
}
