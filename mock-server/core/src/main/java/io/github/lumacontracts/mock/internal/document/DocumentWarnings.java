package io.github.lumacontracts.mock.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a document that the engine can live with, as Prism can, and other tools may
 * not. Looks at the main file only.
 */
final class DocumentWarnings {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern RESPONSE_CODE = Pattern.compile("[1-5]([0-9]{2}|XX)|default");

  /** A member of YAML with a response code for a name and no quotes around it. */
  private static final Pattern MAYBE_NUMERIC = Pattern.compile("[\\s{,][1-5][0-9]{2}\\s*:");

  private static final Set<String> TYPES =
      Set.of("null", "boolean", "object", "array", "number", "string", "integer", "file");
  private static final int MAX_WARNINGS = 1000;

  private final Cursor root;
  private final Dialect dialect;
  private final ObjectShapes shapes;
  private final Map<String, List<String>> byPointer = new LinkedHashMap<>();
  private final Map<String, String> operationIds = new LinkedHashMap<>();

  private @Nullable SourceLines lines;

  private DocumentWarnings(Cursor root, Dialect dialect) {
    this.root = root;
    this.dialect = dialect;
    this.shapes = new ObjectShapes(dialect);
  }

  /** Returns a sentence for each, with file, line, pointer and what to do. */
  static List<String> of(Cursor root, Dialect dialect) {
    DocumentWarnings warnings = new DocumentWarnings(root, dialect);
    warnings.version();
    warnings.object(root, "Root");
    warnings.numericKeys();
    warnings.fakerOptions();
    warnings.security(root.at("security"));
    root.at("paths").members().forEach(path -> warnings.path(path.getKey(), path.getValue()));
    return warnings.sentences();
  }

  /** A pointer of which there is something to say, and its line, 0 if unknown. */
  private record Place(String pointer, int line) {
    String words() {
      return (line == 0 ? ", " : ", line " + line + ", ")
          + (pointer.isEmpty() ? "at the root" : pointer)
          + ": ";
    }
  }

  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    byPointer.keySet().stream()
        .map(pointer -> new Place(pointer, lines().line(pointer).orElse(0)))
        .sorted(Comparator.comparingInt(Place::line))
        .forEach(
            place ->
                byPointer
                    .getOrDefault(place.pointer(), List.of())
                    .forEach(
                        message -> sentences.add(root.file().name() + place.words() + message)));
    return sentences;
  }

  private void warn(Cursor place, String message) {
    if (byPointer.size() < MAX_WARNINGS) {
      byPointer.computeIfAbsent(place.pointer(), pointer -> new ArrayList<>(1)).add(message);
    }
  }

  private void version() {
    String version = root.node().path("openapi").asText();
    if ((dialect == Dialect.OPENAPI_3_1 || dialect == Dialect.OPENAPI_3_1_OTHER)
        && !version.startsWith("3.1")) {
      warn(
          root.at("openapi"),
          version
              + " is read as 3.1; what is new in it is passed over. Write 3.1.1 if nothing is.");
    }
  }

  private void fakerOptions() {
    for (Map.Entry<String, Cursor> option : root.at(FakerOptions.MEMBER).members()) {
      if (!FakerOptions.isHonoured(option.getKey())) {
        warn(
            option.getValue(),
            "this option of json-schema-faker changes nothing here. Remove it, or do without.");
      }
    }
  }

  // members

  private void object(Cursor object, String kind) {
    if (kind.equals("Schema")) {
      schema(object);
      return;
    }
    Optional<Map<String, ObjectShapes.Member>> shape = shapes.of(kind);
    if (shape.isEmpty() || object.reference().isPresent()) {
      return;
    }
    if (!object.node().isObject()) {
      warn(object, "must be an object, found " + shown(object.node()) + ". It is passed over.");
      return;
    }
    for (Map.Entry<String, Cursor> member : object.members()) {
      ObjectShapes.Member known = shape.get().get(member.getKey());
      if (known != null) {
        children(member.getValue(), known);
      } else if (!member.getKey().startsWith("x-")) {
        warn(
            member.getValue(),
            "OpenAPI has no such member here, so it is passed over."
                + " Correct its name or its place, or begin it with \"x-\".");
      }
    }
    shape
        .get()
        .forEach(
            (name, member) -> {
              if (member.required() && !object.node().has(name)) {
                warn(object, "\"" + name + "\" is missing. Add it; other tools insist on it.");
              }
            });
  }

  private void children(Cursor holder, ObjectShapes.Member member) {
    switch (member.holds()) {
      case VALUE -> {}
      case ONE -> object(holder, member.kind());
      case LIST -> holder.items().forEach(item -> object(item, member.kind()));
      case MAP ->
          holder.members().stream()
              .filter(child -> !child.getKey().startsWith("x-"))
              .forEach(child -> child(child.getKey(), child.getValue(), member.kind()));
    }
  }

  private void child(String name, Cursor child, String kind) {
    if (kind.equals("Media") && !name.contains("/")) {
      warn(child, "is no media type, so it is passed over. Move it out of \"content\".");
      return;
    }
    object(child, kind);
  }

  private void schema(Cursor schema) {
    if (!schema.node().isObject() || schema.reference().isPresent()) {
      return;
    }
    JsonNode type = schema.node().path("type");
    List<JsonNode> types = new ArrayList<>();
    (type.isArray() ? type : List.of(type)).forEach(types::add);
    for (JsonNode each : types) {
      if (!each.isMissingNode() && !(each.isTextual() && TYPES.contains(each.textValue()))) {
        warn(
            schema.at("type"),
            shown(each)
                + " is no type of JSON Schema. Take one of "
                + String.join(", ", sorted())
                + ".");
      }
    }
    for (String map : List.of("properties", "patternProperties", "$defs")) {
      schema.at(map).members().forEach(member -> schema(member.getValue()));
    }
    for (String list : List.of("allOf", "anyOf", "oneOf", "prefixItems")) {
      schema.at(list).items().forEach(this::schema);
    }
    for (String one : List.of("items", "additionalProperties", "not")) {
      schema(schema.at(one));
    }
  }

  private static List<String> sorted() {
    return TYPES.stream().filter(type -> !type.equals("file")).sorted().toList();
  }

  // what members mean together

  private void path(String path, Cursor unresolved) {
    if (path.startsWith("x-")) {
      return;
    }
    if (!path.startsWith("/")) {
      warn(unresolved, "a path begins with a slash. Write \"/" + path + "\".");
    }
    Cursor item = unresolved.resolved();
    for (Map.Entry<String, Cursor> member : item.members()) {
      if (Operations.METHODS.contains(member.getKey())) {
        operation(path, item, member.getValue());
      }
    }
  }

  private void operation(String path, Cursor item, Cursor operation) {
    if (!operation.file().equals(root.file())) {
      return;
    }
    Set<String> variables = new HashSet<>();
    Matcher matcher = VARIABLE.matcher(path);
    while (matcher.find()) {
      variables.add(matcher.group(1));
    }
    Set<String> declared = new HashSet<>();
    for (Cursor level : List.of(item, operation)) {
      for (Cursor unresolved : level.at("parameters").items()) {
        Cursor parameter = unresolved.resolved();
        String name = parameter.text("name").orElse("");
        if (parameter.text("in").orElse("").equals("path")) {
          declared.add(name);
          if (!variables.contains(name)) {
            warn(
                unresolved,
                "the path has no {" + name + "}. Add it to the path or remove the parameter.");
          }
        }
        place(parameter);
      }
    }
    variables.stream()
        .filter(name -> !declared.contains(name))
        .sorted()
        .forEach(
            name ->
                warn(
                    operation,
                    "the path parameter \""
                        + name
                        + "\" is not declared, so any text is taken. Declare it under \"parameters\"."));
    operation
        .text("operationId")
        .ifPresent(
            id -> {
              String other = operationIds.putIfAbsent(id, operation.pointer());
              if (other != null && !other.equals(operation.pointer())) {
                warn(
                    operation.at("operationId"),
                    "\"" + id + "\" is also the name of " + other + ". Give each its own.");
              }
            });
    for (Map.Entry<String, Cursor> response : operation.at("responses").members()) {
      if (!response.getKey().startsWith("x-")
          && !RESPONSE_CODE.matcher(response.getKey()).matches()) {
        warn(
            response.getValue(),
            "is no status code. Expected three digits, a range such as 4XX, or default.");
      }
    }
    security(operation.at("security"));
  }

  private void place(Cursor parameter) {
    Set<String> places =
        dialect == Dialect.SWAGGER_2
            ? Set.of("path", "query", "header", "body", "formData")
            : Set.of("path", "query", "header", "cookie");
    Optional<String> in = parameter.text("in");
    if (in.isPresent() && !places.contains(in.get()) && parameter.file().equals(root.file())) {
      warn(
          parameter.at("in"),
          "\""
              + in.get()
              + "\" is no place of a parameter, so it is passed over. Expected one of "
              + String.join(", ", places.stream().sorted().toList())
              + ".");
    }
  }

  private void security(Cursor security) {
    Cursor schemes =
        dialect == Dialect.SWAGGER_2
            ? root.at("securityDefinitions")
            : root.at("components").at("securitySchemes");
    for (Cursor alternative : security.items()) {
      for (Map.Entry<String, Cursor> scheme : alternative.members()) {
        if (!schemes.at(scheme.getKey()).exists()) {
          warn(
              scheme.getValue(),
              "there is no security scheme of this name, so it asks for nothing."
                  + " Define it under "
                  + schemes.pointer()
                  + ".");
        }
      }
    }
  }

  // YAML

  private void numericKeys() {
    if (!MAYBE_NUMERIC.matcher(root.file().text()).find()) {
      return;
    }
    List<Cursor> codes = new ArrayList<>();
    for (Map.Entry<String, Cursor> path : root.at("paths").members()) {
      for (Map.Entry<String, Cursor> operation : path.getValue().members()) {
        codes.addAll(
            operation.getValue().at("responses").members().stream()
                .map(Map.Entry::getValue)
                .filter(code -> Character.isDigit(lastStep(code).charAt(0)))
                .filter(code -> lines().isPlain(code.pointer()))
                .toList());
      }
    }
    if (!codes.isEmpty()) {
      warn(
          codes.get(0),
          "a response code is written as a number"
              + (codes.size() > 1 ? ", here and " + (codes.size() - 1) + " times more" : "")
              + ". Put it in quotes: names are texts in OpenAPI.");
    }
  }

  private static String lastStep(Cursor member) {
    return member.pointer().substring(member.pointer().lastIndexOf('/') + 1) + " ";
  }

  private SourceLines lines() {
    SourceLines known = lines;
    if (known == null) {
      known = new SourceLines(root.file().text());
      lines = known;
    }
    return known;
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
