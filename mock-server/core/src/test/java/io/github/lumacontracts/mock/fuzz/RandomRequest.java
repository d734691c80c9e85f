package io.github.lumacontracts.mock.fuzz;

import io.github.lumacontracts.mock.Route;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request as bytes, rarely a good one.
 *
 * @param whole whether HTTP lets the server expect nothing more; only then it owes an answer
 */
record RandomRequest(byte[] bytes, boolean whole) {
  private static final int LARGE = 10 * 1024 * 1024;

  static RandomRequest of(Dice dice, List<Route> routes) {
    return new Maker(dice, routes).make();
  }

  @Override
  public String toString() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return (text.length() > 2000 ? text.substring(0, 2000) + "… " + text.length() : text)
        .replace("\r", "\\r");
  }

  private static final class Maker {
    private final Dice dice;
    private final List<Route> routes;
    private final StringBuilder head = new StringBuilder();
    private byte[] body = {};
    private boolean whole = true;

    Maker(Dice dice, List<Route> routes) {
      this.dice = dice;
      this.routes = routes;
    }

    RandomRequest make() {
      if (dice.oneIn(40)) {
        return new RandomRequest(dice.bytes(dice.of(1, 10, 100, 5000)), false);
      }
      Route route = dice.of(routes);
      String method =
          dice.oneIn(12)
              ? dice.of("GET", "QUERY", "x", "CONNECT", "PROPFIND", "OPTIONS", "TRACE", "HEAD")
              : route.method();
      head.append(method).append(' ').append(target(route)).append(" HTTP/1.1\r\n");
      head.append("Host: localhost\r\n");
      for (int i = dice.below(4); i > 0; i--) {
        header();
      }
      if (!dice.oneIn(3)) {
        body();
      }
      head.append("Connection: close\r\n\r\n");
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
      all.writeBytes(body);
      return new RandomRequest(all.toByteArray(), whole);
    }

    private String target(Route route) {
      StringBuilder target = new StringBuilder();
      String path = route.path().replaceAll("[ \\r\\n\\t]", "%20");
      for (int open = path.indexOf('{'); open >= 0; open = path.indexOf('{')) {
        int close = path.indexOf('}', open);
        if (close < 0) {
          break;
        }
        target.append(path, 0, open).append(piece());
        path = path.substring(close + 1);
      }
      target.append(path);
      if (dice.oneIn(10)) {
        target.insert(0, dice.of("/", "//", "http://other.example", "/%2e%2e", "/;a=b", "\\"));
      }
      if (dice.oneIn(30)) {
        target.append("/").append("y".repeat(dice.of(5000, 20000)));
      }
      if (dice.oneIn(2)) {
        target.append('?');
        for (int i = dice.below(5); i > 0; i--) {
          target
              .append(dice.of("id", "q", "a[b]", "a[b][c]", "id[0]", "id[]", "__code", piece()))
              .append(dice.of("=", "=", "", "=="))
              .append(dice.of("1", "a", "{\"a\":1}", "200", piece()))
              .append(dice.of("&", "&", ";", ""));
        }
      }
      return target.toString();
    }

    /** Something that may stand in an address, at least at first sight. */
    private String piece() {
      String word = dice.oneIn(20) ? "a".repeat(40) : dice.word();
      return dice.oneIn(2)
          ? word.replaceAll("[\\s\\p{Cntrl}]", "+")
          : java.net.URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    private void header() {
      switch (dice.below(12)) {
        case 0 ->
            head.append("Accept: ")
                .append(
                    dice.of(
                        "inv",
                        "*/*",
                        "application/json;q=x",
                        "application/json;q=0",
                        ",;,=",
                        "text/*, */*;q=0.1",
                        "a/b/c",
                        "/".repeat(5000)));
        case 1, 2 ->
            head.append("Prefer: ")
                .append(
                    dice.of(
                        "code=200",
                        "code=404, example=one",
                        "code=100",
                        "code=101",
                        "code=000",
                        "code=999",
                        "code=99999999999999999999",
                        "code=abc",
                        "example=two",
                        "example=\"",
                        "dynamic=true",
                        "dynamic=true, seed=x",
                        "code",
                        "=",
                        ",,,;;;"));
        case 3 ->
            head.append("Authorization: ").append(dice.of("Basic", "Bearer x", "Basic %%%", ""));
        case 4 -> head.append("Cookie: ").append(dice.of("id=1", "=", ";;;", "a", "id=%zz; id=2"));
        case 5 -> head.append("X-A: ").append(dice.of("1", "é", "a".repeat(40), "{"));
        case 6 -> head.append("Origin: ").append(dice.of("http://a", "null", "*"));
        case 7 -> head.append("Access-Control-Request-Method: ").append(dice.of("GET", "\u0001"));
        case 8 -> head.append("Expect: ").append(dice.of("100-continue", "nonsense"));
        case 9 -> head.append("Content-Encoding: ").append(dice.of("gzip", "br", "identity", "x"));
        case 10 -> head.append("Upgrade: ").append(dice.of("h2c", "websocket"));
        default ->
            head.append(dice.of("X-B", "x b", "", "Host", "Transfer-Encoding", "é"))
                .append(": ")
                .append(dice.word().replaceAll("[\\r\\n]", ""));
      }
      head.append("\r\n");
    }

    private void body() {
      String type =
          dice.of(
              "application/json",
              "application/json",
              "application/json",
              "application/x-www-form-urlencoded",
              "multipart/form-data; boundary=b",
              "multipart/form-data",
              "multipart/form-data; boundary=\"",
              "multipart/mixed; boundary=b",
              "text/plain",
              "application/xml",
              "application/json; charset=nonsense",
              "x",
              "");
      if (!type.isEmpty() || dice.oneIn(2)) {
        head.append("Content-Type: ").append(type).append("\r\n");
      }
      body = dice.oneIn(10) ? dice.bytes(dice.of(1, 100, 10_000)) : content(type);
      switch (dice.below(12)) {
        case 0 -> chunked();
        case 1 -> {
          head.append("Content-Length: ").append(body.length + 10).append("\r\n");
          whole = false;
        }
        case 2 -> head.append("Content-Length: ").append(dice.of("-1", "x", "1, 2")).append("\r\n");
        default -> head.append("Content-Length: ").append(body.length).append("\r\n");
      }
    }

    private byte[] content(String type) {
      if (type.startsWith("multipart")) {
        String part =
            "--b\r\nContent-Disposition: form-data; name=\"a\""
                + dice.of("", "; filename=\"x\"", "; filename=", ";;;")
                + dice.of("\r\n\r\n", "\r\n", "\r\nContent-Type: x\r\n\r\n")
                + dice.word()
                + "\r\n";
        return (part.repeat(dice.below(3)) + dice.of("--b--\r\n", "--b", "", "\r\n"))
            .getBytes(StandardCharsets.UTF_8);
      }
      if (type.startsWith("application/x-www")) {
        return dice.of(
                "a=1&b=2", "a", "=&=&&", "a=%zz", "a[b]=1&a[b][c]=2&a=3", "%", "a=" + piece())
            .getBytes(StandardCharsets.UTF_8);
      }
      if (dice.oneIn(100)) {
        return ("{\"a\":\"" + "x".repeat(dice.of(LARGE - 20, LARGE + 20)) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
      }
      return json(0).getBytes(StandardCharsets.UTF_8);
    }

    private String json(int depth) {
      return switch (dice.below(depth > 4 ? 9 : 14)) {
        case 0 -> dice.of("1", "0", "-1", "0.1", "1.0", "9007199254740993");
        case 1 ->
            dice.of(
                "1e999999999",
                "-1e-999999999",
                "1e99999999999",
                "1" + "0".repeat(500),
                "1e400",
                "-0",
                "01",
                "NaN");
        case 2 -> "\"" + "a".repeat(dice.of(0, 1, 40, 100_000)) + "\"";
        case 3 -> "\"" + "x".repeat(dice.of(1, 40)) + "\"";
        case 4 -> "true";
        case 5 -> "null";
        case 6 -> dice.of("", "{", "[1,", "\"\\u12\"", "\"\\uD800\"", "{\"a\":1,\"a\":2}", "'a'");
        case 7 -> "\"" + dice.word().replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\"";
        case 8 ->
            depth > 0 ? "{}" : dice.of("[", "{\"a\":", "[[{\"a\":").repeat(dice.of(900, 100_000));
        case 9 -> "[" + (json(depth + 1) + ",").repeat(dice.below(4)) + json(depth + 1) + "]";
        default -> "{\"a\":" + json(depth + 1) + ",\"b\":" + json(depth + 1) + "}";
      };
    }

    private void chunked() {
      head.append("Transfer-Encoding: chunked\r\n");
      String size = Integer.toHexString(body.length);
      String text =
          dice.of(
              size + "\r\n%\r\n0\r\n\r\n",
              size + ";ext=\"\r\n%\r\n0\r\n\r\n",
              "zz\r\n%\r\n0\r\n\r\n",
              "ffffffffffffffff\r\n%",
              size + "\r\n%0\r\n",
              "-1\r\n%\r\n0\r\n\r\n",
              "");
      whole = text.endsWith("0\r\n\r\n");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int at = text.indexOf('%');
      out.writeBytes(text.substring(0, Math.max(at, 0)).getBytes(StandardCharsets.UTF_8));
      if (at >= 0) {
        out.writeBytes(body);
        out.writeBytes(text.substring(at + 1).getBytes(StandardCharsets.UTF_8));
      }
      body = out.toByteArray();
    }
  }
}
