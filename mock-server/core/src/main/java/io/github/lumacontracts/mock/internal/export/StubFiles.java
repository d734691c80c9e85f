package io.github.lumacontracts.mock.internal.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lumacontracts.mock.internal.Engine;
import io.github.lumacontracts.mock.internal.MountedOperation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mapping files of an engine: one per operation, and one for what no operation answers. */
public final class StubFiles {
  /** Far behind all operations; WireMock takes the stub of the lowest priority first. */
  private static final int NO_METHOD = 1_000_000;

  private static final int NO_PATH = 1_000_001;
  private static final String PROBLEM =
      "{\"type\":\"https://stoplight.io/prism/errors#%s\",\"title\":\"%s\",\"status\":%d,"
          + "\"detail\":\"The route {{request.path}} %s\"}";

  private final Map<String, ObjectNode> files = new LinkedHashMap<>();
  private int stubs;

  private StubFiles() {}

  /** Returns the files. */
  public static StubFiles of(Engine engine) {
    StubFiles files = new StubFiles();
    Set<String> paths = new LinkedHashSet<>();
    for (MountedOperation mounted : engine.operations()) {
      paths.addAll(engine.paths(mounted));
    }
    Map<String, Integer> ranks = ranks(paths);
    for (MountedOperation mounted : engine.operations()) {
      List<ObjectNode> all = new ArrayList<>();
      for (String path : engine.paths(mounted)) {
        all.addAll(Stubs.of(mounted, path, ranks.getOrDefault(path, 0) * Stubs.PRIORITIES));
      }
      files.add(mounted.operationId().orElse(mounted.name()), all);
    }
    files.add("no-operation", noOperation(paths));
    return files;
  }

  /** Returns JSON texts by file name, in the order of the documents. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach((name, file) -> texts.put(name, file.toPrettyString() + "\n"));
    return texts;
  }

  /** Returns how many stubs there are in all files. */
  public int stubs() {
    return stubs;
  }

  /** Paths in the order in which they are tried: the most literal, and of those the last, wins. */
  private static Map<String, Integer> ranks(Set<String> paths) {
    Map<String, Integer> ranks = new HashMap<>();
    List<String> lastFirst = new ArrayList<>(paths);
    Collections.reverse(lastFirst);
    lastFirst.stream()
        .sorted(Comparator.comparingInt(StubFiles::literals).reversed())
        .forEach(path -> ranks.put(path, ranks.size()));
    return ranks;
  }

  private static int literals(String path) {
    int literals = 0;
    for (String segment : path.split("/", -1)) {
      literals += segment.contains("{") ? 0 : 1;
    }
    return literals;
  }

  private void add(String name, List<ObjectNode> all) {
    ArrayNode mappings = JsonNodeFactory.instance.arrayNode();
    mappings.addAll(all);
    stubs += all.size();
    String clean = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-|-$", "");
    String file = clean + ".json";
    for (int i = 2; files.containsKey(file); i++) {
      file = clean + "-" + i + ".json";
    }
    files.put(file, JsonNodeFactory.instance.objectNode().set("mappings", mappings));
  }

  private static List<ObjectNode> noOperation(Set<String> paths) {
    List<ObjectNode> stubs = new ArrayList<>();
    for (String path : paths) {
      stubs.add(
          problem(
              "405 " + path,
              NO_METHOD,
              Condition.ofPath(path),
              405,
              PROBLEM.formatted(
                  "NO_METHOD_MATCHED_ERROR",
                  "Route resolved, but no method matched",
                  405,
                  "has been matched, but it does not have \\\"{{lower request.method}}\\\""
                      + " method defined")));
    }
    ObjectNode anything = JsonNodeFactory.instance.objectNode().put("method", "ANY");
    stubs.add(
        problem(
            "404",
            NO_PATH,
            anything.put("urlPattern", "(?s).*"),
            404,
            PROBLEM.formatted(
                "NO_PATH_MATCHED_ERROR",
                "Route not resolved, no path matched",
                404,
                "hasn't been found in the specification file")));
    return stubs;
  }

  private static ObjectNode problem(
      String name, int priority, ObjectNode request, int status, String body) {
    ObjectNode stub = Stubs.stub(name, priority, request);
    ObjectNode response = stub.putObject("response");
    response.put("status", status);
    response.putObject("headers").put("content-type", "application/problem+json");
    response.put("body", body);
    response.putArray("transformers").add("response-template");
    return stub;
  }
}
