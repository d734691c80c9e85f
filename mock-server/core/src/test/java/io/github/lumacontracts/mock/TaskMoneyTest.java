package io.github.lumacontracts.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Balances: 10 coins at first, 2.5 for a loaf, 1 for a glaze. */
class TaskMoneyTest {
  private static String coins(Bakery bakery, String... headers) {
    return bakery.get("/purse", headers).body();
  }

  @Test
  void each_task_costs_its_price_until_the_balance_is_too_low() {
    try (Bakery bakery = Bakery.open()) {
      assertThat(coins(bakery)).isEqualTo("{\"purse\":{\"coins\":10}}");
      bakery.bake("a");
      assertThat(coins(bakery)).isEqualTo("{\"purse\":{\"coins\":7.5}}");
      bakery.bake("b");
      bakery.bake("c");
      bakery.bake("d");
      assertThat(coins(bakery)).isEqualTo("{\"purse\":{\"coins\":0}}");

      HttpResponse<String> refused = bakery.post("/loaves", "{\"flour\":\"e\"}");

      assertThat(refused.statusCode()).isEqualTo(402);
      assertThat(refused.body()).isEqualTo("{\"error\":\"no coins\"}");
      assertThat(bakery.server.world().tasks().list()).hasSize(4);
    }
  }

  @Test
  void clients_and_worlds_have_balances_of_their_own() {
    try (Bakery bakery = Bakery.open()) {
      bakery.bake("a", "X-Key", "alice");

      assertThat(coins(bakery, "X-Key", "alice")).isEqualTo("{\"purse\":{\"coins\":7.5}}");
      assertThat(coins(bakery, "X-Key", "bob")).isEqualTo("{\"purse\":{\"coins\":10}}");
      assertThat(coins(bakery, "X-Key", "alice", "X-Luma-World", "blue"))
          .isEqualTo("{\"purse\":{\"coins\":10}}");
    }
  }

  @Test
  void a_failure_is_given_back_once_where_the_document_says_so() {
    try (Bakery bakery = Bakery.open()) {
      bakery.bake("a");
      bakery.bake("[scenario:failed]");

      bakery.after(Duration.ofMillis(7999));
      assertThat(coins(bakery)).isEqualTo("{\"purse\":{\"coins\":5}}");
      bakery.after(Duration.ofMillis(1));
      assertThat(coins(bakery)).isEqualTo("{\"purse\":{\"coins\":7.5}}");
      assertThat(coins(bakery)).isEqualTo("{\"purse\":{\"coins\":7.5}}");
    }
  }

  @Test
  void what_is_refused_or_read_costs_nothing() {
    try (Bakery bakery = Bakery.open()) {
      bakery.post("/loaves", "{}");
      bakery.post("/loaves", "{\"flour\":\"a\"}", "Prefer", "scenario=server-error");
      bakery.post("/loaves", "{\"flour\":\"a\"}", "Prefer", "code=201");
      bakery.post("/glazes", "{\"of\":\"nobody\"}");
      bakery.get("/loaves/seed-baked");

      assertThat(coins(bakery)).isEqualTo("{\"purse\":{\"coins\":10}}");
    }
  }
}
