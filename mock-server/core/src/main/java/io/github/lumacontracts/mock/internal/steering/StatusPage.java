package io.github.lumacontracts.mock.internal.steering;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import io.github.lumacontracts.mock.internal.task.TaskClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes on in a world, for a person with a browser: complete as it is sent, without script and
 * without anything from elsewhere but the videos, which this server has. Compiled at the first
 * request. Safe for threads.
 */
public final class StatusPage {
  private static final int MOST_TASKS = 50;
  private static final int MOST_OTHERS = 20;

  private final Steered steered;
  private volatile @Nullable Compiled compiled;

  private record Compiled(Template template, String css, String policy) {}

  public StatusPage(Steered steered) {
    this.steered = steered;
  }

  /** Returns whether somebody asks for the page: a browser, not a client of an API. */
  public static boolean isFor(StubRequest request) {
    return request.path().equals("/")
        && (request.method().equals("GET") || request.method().equals("HEAD"))
        && String.join(",", request.headers("accept"))
            .toLowerCase(Locale.ROOT)
            .contains("text/html");
  }

  /** Returns the page as of now. */
  public StubResponse answer(StubRequest request) {
    Compiled page = compiled();
    String html;
    try {
      html =
          page.template()
              .apply(
                  Context.newBuilder(model(SteeringCall.world(request), page.css()))
                      .resolver(MapValueResolver.INSTANCE)
                      .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StubResponse(
        200,
        List.of(
            new Header("content-type", "text/html; charset=utf-8"),
            new Header("cache-control", "no-store"),
            new Header("content-security-policy", page.policy()),
            new Header("x-content-type-options", "nosniff")),
        html.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Object> model(String world, String css) {
    TaskClock clock = steered.clock(world);
    return Map.of(
        "css", css,
        "world", world,
        "clock",
            Map.of(
                "now", shown(clock.now()),
                "frozen", clock.isFrozen(),
                "speed", shown(BigDecimal.valueOf(clock.speed()))),
        "tasks",
            steered.tasks(world, MOST_TASKS, Optional.empty()).stream()
                .map(StatusPage::task)
                .toList(),
        "queued", steered.queued(world).stream().map(StatusPage::queued).toList(),
        "scenarios", steered.scenarios().stream().map(StatusPage::scenario).toList(),
        "deliveries",
            steered.deliveries(world, MOST_OTHERS).stream().map(StatusPage::delivery).toList(),
        "balances", steered.balances(world).stream().map(StatusPage::balance).toList(),
        "entries", steered.entries(world, MOST_OTHERS).stream().map(StatusPage::entry).toList(),
        "suspected",
            steered.suspectedDoublePayments(world).stream()
                .map(StatusPage::doublePayment)
                .toList());
  }

  private static Map<String, Object> task(Steered.TaskView task) {
    return Map.ofEntries(
        Map.entry("id", task.key().id()),
        Map.entry("document", task.key().document()),
        Map.entry("operation", task.operation()),
        Map.entry("state", task.state()),
        Map.entry("progress", task.progress()),
        Map.entry("finished", task.finished()),
        Map.entry("scenario", task.scenario()),
        Map.entry("parent", task.parent().orElse("")),
        Map.entry("prompt", task.prompt().orElse("")),
        Map.entry("created", shown(task.created())),
        Map.entry("age", shown(task.age())),
        Map.entry("length", shown(task.length())),
        Map.entry("video", task.finished() ? task.video().map(StatusPage::here).orElse("") : ""),
        Map.entry("thumbnail", task.thumbnail().map(StatusPage::here).orElse("")));
  }

  private static Map<String, Object> queued(Steered.QueuedScenario queued) {
    return Map.of("scenario", queued.scenario(), "requests", queued.requests());
  }

  private static Map<String, Object> scenario(Steered.ScenarioView scenario) {
    return Map.of("name", scenario.name(), "description", scenario.description());
  }

  private static Map<String, Object> delivery(Steered.DeliveryView delivery) {
    List<Steered.AttemptView> attempts = delivery.attempts();
    String last =
        attempts.isEmpty()
            ? ""
            : attempts
                .get(attempts.size() - 1)
                .error()
                .orElseGet(
                    () ->
                        attempts.get(attempts.size() - 1).status().map(String::valueOf).orElse(""));
    return Map.of(
        "id", delivery.id(),
        "task", delivery.task(),
        "taskState", delivery.taskState(),
        "url", delivery.url(),
        "state", delivery.state(),
        "due", shown(delivery.due()),
        "attempts", attempts.size(),
        "last", last);
  }

  private static Map<String, Object> balance(Steered.BalanceView balance) {
    return Map.of(
        "client", balance.client(), "amount", shown(balance.amount()), "unit", balance.unit());
  }

  private static Map<String, Object> entry(Steered.EntryView entry) {
    return Map.of(
        "at", shown(entry.at()),
        "client", entry.client(),
        "task", entry.task(),
        "kind", entry.kind(),
        "amount", shown(entry.amount()),
        "unit", entry.unit());
  }

  private static Map<String, Object> doublePayment(Steered.DoublePaymentView suspected) {
    return Map.of(
        "client", suspected.client(),
        "operation", suspected.operation(),
        "tasks", String.join(", ", suspected.tasks()),
        "amount", shown(suspected.amount()),
        "unit", suspected.unit());
  }

  /** The browser has found this server already, under whatever name; anything else stays out. */
  private static String here(String address) {
    try {
      URI uri = new URI(address);
      String path = uri.getRawPath();
      return path == null || !path.startsWith("/") || path.startsWith("//")
          ? ""
          : uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String shown(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
  }

  private static String shown(Duration time) {
    String tenths = BigDecimal.valueOf(time.toMillis() / 100, 1).toPlainString();
    return time.compareTo(Duration.ofMinutes(2)) < 0
        ? tenths + " s"
        : time.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static String shown(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  private Compiled compiled() {
    Compiled known = compiled;
    if (known == null) {
      // Two first requests at once compile it twice; the results are the same.
      known = compile();
      compiled = known;
    }
    return known;
  }

  private static Compiled compile() {
    String css = text("status.css");
    try {
      Template template =
          new Handlebars().with(EscapingStrategy.HTML_ENTITY).compileInline(text("status.hbs"));
      return new Compiled(
          template,
          css,
          "default-src 'none'; img-src 'self'; media-src 'self'; form-action 'none'; base-uri 'none';"
              + " frame-ancestors 'none'; style-src 'sha256-"
              + sha256(css)
              + "'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(StatusPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
