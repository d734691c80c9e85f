package io.github.lumacontracts.mock.internal.steering;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import io.github.lumacontracts.mock.MockClock;
import io.github.lumacontracts.mock.MockLedger;
import io.github.lumacontracts.mock.MockScenarios;
import io.github.lumacontracts.mock.MockTask;
import io.github.lumacontracts.mock.MockWebhooks;
import io.github.lumacontracts.mock.internal.http.Header;
import io.github.lumacontracts.mock.internal.http.StubResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes on in a world, for a person with a browser: complete as it is sent, without script and
 * without anything from elsewhere but the videos, which this server has. Compiled at the first
 * request. Safe for threads.
 */
final class StatusPage {
  private static final String PATH = "/__admin/luma";
  private static final int MOST_TASKS = 50;
  private static final int MOST_OTHERS = 20;

  private volatile @Nullable Compiled compiled;

  private record Compiled(Template template, String css, String policy) {}

  /** Returns where the page of a world is. */
  static String address(String world) {
    return PATH + (world.isEmpty() ? "" : "?world=" + world);
  }

  /**
   * Returns the page as of now.
   *
   * @param message what somebody has to be told first; empty for nothing
   */
  StubResponse answer(SteeringCall call, int status, String message) {
    Compiled page = compiled();
    String html;
    try {
      html =
          page.template()
              .apply(
                  Context.newBuilder(model(call, page.css(), message))
                      .resolver(MapValueResolver.INSTANCE)
                      .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StubResponse(
        status,
        List.of(
            new Header("content-type", "text/html; charset=utf-8"),
            new Header("cache-control", "no-store"),
            new Header("content-security-policy", page.policy()),
            new Header("referrer-policy", "same-origin"),
            new Header("x-content-type-options", "nosniff")),
        html.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> model(SteeringCall call, String css, String message) {
    SteeredWorld world = call.world();
    MockClock clock = world.clock();
    Instant now = clock.now();
    boolean frozen = clock.isFrozen();
    List<MockTask> tasks = world.tasks().list();
    List<MockWebhooks.Delivery> deliveries = world.webhooks().deliveries();
    boolean moves =
        (!frozen && tasks.stream().anyMatch(task -> task.nextChange().isPresent()))
            || deliveries.stream().anyMatch(StatusPage::isWaiting);
    boolean still = call.query("refresh").filter("off"::equals).isPresent();
    return Map.ofEntries(
        Map.entry("css", css),
        Map.entry("message", message),
        Map.entry("path", PATH),
        Map.entry("world", world.name()),
        Map.entry("address", address(world.name())),
        Map.entry("refreshes", moves && !still),
        Map.entry("still", moves && still),
        Map.entry("now", shown(now)),
        Map.entry("frozen", frozen),
        Map.entry("speed", shown(BigDecimal.valueOf(clock.speed()))),
        Map.entry("running", tasks(tasks.stream().filter(task -> !task.finished()), now)),
        Map.entry("finished", tasks(tasks.stream().filter(MockTask::finished), now)),
        Map.entry("total", tasks.size()),
        Map.entry("queued", world.scenarios().queued().stream().map(StatusPage::queued).toList()),
        Map.entry(
            "scenarios", world.scenarios().list().stream().map(StatusPage::scenario).toList()),
        Map.entry(
            "deliveries",
            deliveries.stream().limit(MOST_OTHERS).map(StatusPage::delivery).toList()),
        Map.entry("balances", world.ledger().balances().stream().map(StatusPage::balance).toList()),
        Map.entry(
            "entries",
            world.ledger().entries().stream().limit(MOST_OTHERS).map(StatusPage::entry).toList()),
        Map.entry(
            "suspected",
            world.ledger().suspectedDoublePayments().stream()
                .map(StatusPage::doublePayment)
                .toList()));
  }

  private static List<Map<String, Object>> tasks(Stream<MockTask> tasks, Instant now) {
    return tasks.limit(MOST_TASKS).map(task -> task(task, now)).toList();
  }

  private static Map<String, Object> task(MockTask task, Instant now) {
    return Map.ofEntries(
        Map.entry("id", task.id()),
        Map.entry("document", task.document()),
        Map.entry("operation", task.operation()),
        Map.entry("state", task.state()),
        Map.entry("completed", task.completed()),
        Map.entry("progress", task.progress().orElse(0)),
        Map.entry("stuck", task.nextChange().isEmpty()),
        Map.entry("scenario", task.scenario()),
        Map.entry("parent", task.parent().orElse("")),
        Map.entry("name", task.prompt().filter(text -> !text.isBlank()).orElse(task.operation())),
        Map.entry("created", shown(task.created())),
        Map.entry("age", shown(Duration.between(task.created(), now))),
        Map.entry("length", shown(task.length())),
        Map.entry("video", task.video().map(URI::getRawPath).orElse("")),
        Map.entry("thumbnail", task.thumbnail().map(URI::getRawPath).orElse("")));
  }

  private static Map<String, Object> queued(MockScenarios.Queued queued) {
    return Map.of("scenario", queued.scenario(), "requests", queued.requests());
  }

  private static Map<String, Object> scenario(MockScenarios.Scenario scenario) {
    return Map.of("name", scenario.name(), "description", scenario.description());
  }

  private static boolean isWaiting(MockWebhooks.Delivery delivery) {
    return delivery.state() == MockWebhooks.State.WAITING;
  }

  private static Map<String, Object> delivery(MockWebhooks.Delivery delivery) {
    List<MockWebhooks.Attempt> attempts = delivery.attempts();
    Optional<MockWebhooks.Attempt> last =
        attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    return Map.of(
        "id", delivery.id(),
        "task", delivery.task(),
        "taskState", delivery.taskState(),
        "address", delivery.address(),
        "state", SteeringJson.word(delivery.state()),
        "waiting", isWaiting(delivery),
        "at", shown(delivery.at()),
        "attempts", attempts.size(),
        "status", last.flatMap(MockWebhooks.Attempt::status).map(String::valueOf).orElse(""),
        "problem", last.flatMap(MockWebhooks.Attempt::problem).orElse(""));
  }

  private static Map<String, Object> balance(MockLedger.Balance balance) {
    return Map.of(
        "document", balance.document(),
        "client", balance.client(),
        "amount", shown(balance.amount()),
        "unit", balance.unit());
  }

  private static Map<String, Object> entry(MockLedger.Entry entry) {
    return Map.of(
        "at", shown(entry.at()),
        "task", entry.task(),
        "client", entry.client(),
        "kind", SteeringJson.word(entry.kind()),
        "amount", shown(entry.amount()),
        "unit", entry.unit());
  }

  private static Map<String, Object> doublePayment(MockLedger.DoublePayment suspected) {
    return Map.of(
        "client", suspected.client(),
        "operation", suspected.operation(),
        "tasks", String.join(", ", suspected.tasks()),
        "amount", shown(suspected.amount()),
        "unit", suspected.unit());
  }

  private static String shown(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
  }

  private static String shown(Duration time) {
    return time.compareTo(Duration.ofMinutes(2)) < 0
        ? BigDecimal.valueOf(time.toMillis() / 100, 1).toPlainString() + " s"
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
          "default-src 'none'; img-src 'self' data:; media-src 'self'; form-action 'self'; base-uri 'none';"
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
