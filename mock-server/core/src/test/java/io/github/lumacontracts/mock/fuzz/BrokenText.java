package io.github.lumacontracts.mock.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A YAML text after an accident with an editor, a merge or somebody who means harm. */
final class BrokenText {
  /** Values, in flow style, that are valid YAML more often than a valid document. */
  private static final String[] VALUES = {
    "",
    "~",
    "null",
    "[]",
    "{}",
    "''",
    "\"\"",
    "[[]]",
    "[null]",
    "{'': ''}",
    "{? [a, b] : c}",
    "{? {a: b} : c}",
    "0x7fffffffffffffff",
    "0o777",
    "-0",
    ".5",
    "+.5e5",
    "1e400",
    "1e999",
    "-.inf",
    ".nan",
    "9".repeat(50),
    "1_000",
    "12:30:45",
    "2001-12-14t21:59:43.10-05:00",
    "no",
    "!!int x",
    "!!str 12",
    "!!str",
    "!!binary x",
    "!!set {a, b}",
    "!!omap [a: 1]",
    "!!map []",
    "!!seq {}",
    "!!null a",
    "!!float []",
    "!!java.net.URL [http://127.0.0.1:9/]",
    "!<tag:yaml.org,2002:int> 5",
    "!local x",
    "&a [*a]",
    "&a {b: *a}",
    "&a {*a : b}",
    "*nowhere",
    "&x y",
    "{<<: {a: 1}, b: 2}",
    "{<<: [{a: 1}, {b: 2}]}",
    "{<<: [1, {a: 1}]}",
    "{<<: 1}",
    "{<<: &m {<<: *m}}",
    "{<<: {<<: {$ref: '#'}}}",
    "\"\\uD800\"",
    "\"\\U0001F600\"",
    "\"\\UFFFFFFFF\"",
    "\"\\x\"",
    "\"\\0\"",
    "\"%\"",
    "'%zz'",
    "@a",
    "`a",
    "%a",
    "|\n",
    ">9\n",
    "|-1\n",
    "\"",
    "'",
    "[",
    "{",
    "a: b: c",
    "- a",
    "? a",
    "# comment",
    "\t",
    "\u0085",
    "\uFEFF",
    "\u2028",
    "x".repeat(2000)
  };

  private static final String[] LINES = {
    "---",
    "...",
    "%YAML 1.1",
    "%YAML 9.9",
    "%TAG ! tag:x,2000:",
    "%",
    "\tx: 1",
    "x: 1",
    "'': 1",
    "\"\": {}",
    "? x",
    ": x",
    "<<: *a",
    "<<: {get: {responses: {}}}",
    "x-a: &a {b: [1, 2]}",
    "x-b: *a",
    "- x",
    "-",
    "1: 2",
    "null: 1",
    "~: 1",
    "true: 1",
    "[a]: 1",
    "paths:",
    "openapi: 3.0.0",
    "swagger: '2.0'",
    "swagger: 2.0",
    "required: true",
    "required: x",
    "type: [null]",
    "enum: x",
    "parameters: {a: b}",
    "responses: []",
    "content: []",
    "properties: []",
    "allOf: {}",
    "security: {}",
    "security: [[]]",
    "servers: [{url: '{a}', variables: {a: 1}}]",
    "servers: [{url: '{}}{{a}', variables: {a: {default: '{a}', enum: [1, null]}}}]",
    "servers: [{url: 'http://[/x?#'}, 1, {url: ':'}]",
    "basePath: '{a}//'",
    "host: ':'",
    "schemes: [1, {}]",
    "consumes: [1, {}, '']",
    "produces: [null, 'a', '/']",
    "discriminator: {propertyName: 1, mapping: {a: '%'}}",
    "$id: '%'",
    "$id: '#/paths'",
    "$id: 'random.yaml'",
    "$id: ''",
    "$anchor: ''",
    "$anchor: '/'",
    "$defs: {a: {$anchor: x, $ref: '#x'}}",
    "$dynamicRef: '#x'",
    "jsonSchemaDialect: 5",
    "callbacks: {'': {'{$request.body#/~2}': {post: {}}}}",
    "links: {a: {parameters: {a: '$request'}}}",
    "headers: {'': {}, a: 1, b: [], c: {schema: {type: object, properties: {a: {const: 1}}}}}"
  };

  static final String[] REFERENCES = {
    "",
    "#",
    "#/",
    "#//",
    "#/a/b",
    "#/paths",
    "#/paths/~1x",
    "#/paths/~1x/get/responses/200",
    "#/paths/~1healthy",
    "#/paths/~2",
    "#/paths/~",
    "#/components/schemas/A/allOf/0",
    "#/components/schemas/A/allOf/-1",
    "#/components/schemas/A/allOf/99999999999",
    "#/components/schemas/A/allOf/-",
    "#/components/schemas/A/allOf/00",
    "#/components/schemas/A/allOf/\u0661",
    "#/components/schemas/%41",
    "#/%zz",
    "#%",
    "#%2",
    "#/openapi",
    "#a",
    "#~1",
    "##",
    "#?",
    "?",
    "?x",
    ".",
    "..",
    "/",
    "//",
    "///",
    "//[",
    "%00",
    "a%00b.yaml",
    "%2e%2e/%2e%2e",
    "random.yaml",
    "random.yaml#/components/schemas/A",
    "./random.yaml#",
    "random.yaml#/nowhere",
    "random.yaml?a#",
    "healthy.yaml",
    "healthy.yaml#/paths/~1healthy/get",
    "a.yaml",
    "\\a",
    "a b",
    "a\nb",
    "\u0000",
    "é猫\uD83D\uDE00",
    "file:",
    "file:/",
    "file:///",
    "file:%",
    "file:random.yaml",
    "jar:file:/a!/b",
    "jar:x",
    "mailto:a",
    "urn:a:b",
    "data:,{}",
    "http:",
    "http:/",
    "http://",
    "http://[",
    "http://127.0.0.1:9/a.yaml",
    "http://127.0.0.1:-1/",
    "http://127.0.0.1:99999/",
    "http:// /",
    "ftp:",
    "x:",
    ":",
    "a:b",
    "Petstore",
    "x".repeat(5000)
  };

  private final Dice dice;
  private final List<String> lines;

  private BrokenText(Dice dice, String text) {
    this.dice = dice;
    this.lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
  }

  /** Returns the text after one to six accidents. */
  static String of(Dice dice, String text) {
    BrokenText broken = new BrokenText(dice, text);
    for (int i = dice.below(6); i >= 0; i--) {
      broken.accident();
    }
    return String.join("\n", broken.lines);
  }

  /** Aliases of aliases: as many nodes as atoms, if each were a copy. */
  static String laughs(Dice dice) {
    int levels = dice.of(3, 9, 60, 400);
    String merge = dice.of("", "", "<<: ");
    StringBuilder text = new StringBuilder("openapi: 3.1.0\nx-0: &a0 {a: 1}\n");
    for (int i = 1; i <= levels; i++) {
      String below = "*a" + (i - 1);
      text.append("x-%d: &a%d ".formatted(i, i))
          .append(
              merge.isEmpty()
                  ? "{a: %s, allOf: [%s, %s], properties: {b: %s}}\n"
                      .formatted(below, below, below, below)
                  : "{<<: [%s, %s], b: %s}\n".formatted(below, below, below));
    }
    return text.append("paths: {/a: {get: {responses: {'200': {description: ok, content:")
        .append(" {application/json: {schema: *a%d}}}}}}}\n".formatted(levels))
        .toString();
  }

  private void accident() {
    int at = dice.below(lines.size());
    String line = lines.get(at);
    int indent = line.length() - line.stripLeading().length();
    switch (dice.below(13)) {
      case 0 -> {
        lines.remove(at);
        lines.add(dice.below(lines.size() + 1), line);
      }
      case 1 -> lines.add(at, line);
      case 2 -> lines.set(at, " ".repeat(dice.below(12)) + line.stripLeading());
      case 3 -> lines.set(at, line.replaceFirst(" ", "\t"));
      case 4 -> lines.set(at, line.substring(0, dice.below(line.length() + 1)));
      case 5 -> {
        int place = dice.below(line.length() + 1);
        String odd = dice.of("\"", "'", "[", "]", "{", "}", ":", ": ", "#", " #", "&", "*", "\r");
        lines.set(at, line.substring(0, place) + odd + line.substring(place));
      }
      case 6 -> lines.subList(at, Math.min(lines.size() - 1, at + dice.below(20))).clear();
      case 7, 8 -> lines.add(at, " ".repeat(indent) + dice.of(LINES));
      case 9, 10 -> {
        String reference = "$ref: \"" + escaped(dice.of(REFERENCES)) + "\"";
        int colon = line.indexOf(": ");
        if (colon >= 0 && dice.oneIn(2)) {
          lines.set(at, line.substring(0, colon) + ": {" + reference + "}");
        } else {
          lines.add(at, " ".repeat(indent) + reference);
        }
      }
      default -> {
        int colon = line.indexOf(':');
        lines.set(at, (colon < 0 ? line + ":" : line.substring(0, colon + 1)) + " " + value());
      }
    }
    if (lines.isEmpty()) {
      lines.add("");
    }
  }

  private String value() {
    return dice.oneIn(8) ? dice.word() : dice.of(VALUES);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\u0000", "\\0");
  }
}
