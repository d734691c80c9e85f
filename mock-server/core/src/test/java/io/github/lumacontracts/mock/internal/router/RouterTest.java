package io.github.lumacontracts.mock.internal.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
  private static Router<String> of(String... paths) {
    Router<String> router = new Router<>();
    for (String path : paths) {
      router.add("GET", path, path);
    }
    return router;
  }

  @ParameterizedTest
  @CsvSource({
    "/pets/mine,          /pets/mine",
    "/pets/1,             /pets/{id}",
    "/pets/a%20b,         /pets/{id}",
    "/pets/1/photos,      /pets/{id}/photos",
    "/pets/mine/photos,   /pets/{id}/photos",
    "/files/cat.png,      /files/{name}.{format}",
    "/files/cat,          /files/{name}",
    "/task:run,           /task:{verb}",
    "/caf%C3%A9,          /café",
  })
  void finds_the_most_literal_path(String path, String template) {
    Router<String> router =
        of(
            "/pets/{id}",
            "/pets/mine",
            "/pets/{id}/photos",
            "/files/{name}.{format}",
            "/files/{name}",
            "/task:{verb}",
            "/café");

    assertThat(router.find("GET", path))
        .isInstanceOfSatisfying(
            Router.Found.class, found -> assertThat(found.target()).isEqualTo(template));
  }

  @ParameterizedTest
  @CsvSource({"/pets", "/pets/", "/Pets/1", "/pets/1/", "//pets/1", "/"})
  void does_not_know_a_path_that_differs_in_case_or_slashes(String path) {
    assertThat(of("/pets/{id}/x", "/dogs").find("GET", path)).isInstanceOf(Router.NoPath.class);
  }

  @Test
  void a_template_matches_an_empty_segment() {
    assertThat(of("/pets/{id}").find("GET", "/pets/"))
        .isEqualTo(new Router.Found<>("/pets/{id}", Map.of("id", "")));
  }

  @Test
  void gives_the_values_of_parameters_decoded() {
    assertThat(of("/{a}/x/{b}-{c}").find("GET", "/1%2F2/x/3-4-5"))
        .isEqualTo(new Router.Found<>("/{a}/x/{b}-{c}", Map.of("a", "1/2", "b", "3-4", "c", "5")));
  }

  @Test
  void tells_an_unknown_method_from_an_unknown_path() {
    Router<String> router = of("/pets");

    assertThat(router.find("POST", "/pets")).isInstanceOf(Router.NoMethod.class);
    assertThat(router.find("POST", "/cats")).isInstanceOf(Router.NoPath.class);
  }

  @Test
  void a_template_with_the_method_beats_a_literal_without_it() {
    Router<String> router = of("/pets/mine");
    router.add("DELETE", "/pets/{id}", "any");

    assertThat(router.find("DELETE", "/pets/mine"))
        .isEqualTo(new Router.Found<>("any", Map.of("id", "mine")));
  }

  @Test
  void keeps_the_first_of_two_that_match_the_same() {
    Router<String> router = of("/pets/{id}");

    assertThat(router.add("GET", "/pets/{name}", "second")).contains("/pets/{id}");
    assertThat(router.add("PUT", "/pets/{name}", "other")).isEmpty();
  }
}
