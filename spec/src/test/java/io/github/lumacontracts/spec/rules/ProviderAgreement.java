package io.github.lumacontracts.spec.rules;

import io.github.lumacontracts.spec.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Provider repeats two facts of the document, so that reading them costs no parsing. */
final class ProviderAgreement implements Rule {

  @Override
  public String id() {
    return "provider-agreement";
  }

  @Override
  public String demand() {
    return "The folder, the title and the first server are those of a Provider.";
  }

  @Override
  public List<Violation> check(Document document) {
    Optional<Provider> provider =
        Arrays.stream(Provider.values())
            .filter(candidate -> candidate.slug().equals(document.folder()))
            .findFirst();
    if (provider.isEmpty()) {
      return List.of(
          new Violation(
              document.root(),
              "No Provider has the slug \"" + document.folder() + "\".",
              "one folder per constant of Provider",
              "rename the folder or add the constant."));
    }
    List<Violation> violations = new ArrayList<>();
    Node root = document.root();
    String title = provider.get().title();
    Optional<Node> found = root.at("/info/title");
    if (found.flatMap(Node::text).filter(text -> text.contains(title)).isEmpty()) {
      violations.add(
          new Violation(
              found.orElse(root),
              "The title is \"" + found.flatMap(Node::text).orElse("") + "\".",
              "a title with the provider's name, \"" + title + "\"",
              "correct info.title, or Provider if the name has changed."));
    }
    Optional<String> server = root.at("/servers/0").flatMap(ProviderAgreement::address);
    String expected = provider.get().defaultServer().toString();
    if (!server.equals(Optional.of(expected))) {
      violations.add(
          new Violation(
              root.at("/servers/0").orElse(root),
              "The first server is \"" + server.orElse("missing") + "\".",
              "\"" + expected + "\", as in Provider",
              "correct the server or the default of its variable, or Provider."));
    }
    return violations;
  }

  private static Optional<String> address(Node server) {
    Optional<String> address = server.text("url");
    for (Map.Entry<String, Node> variable :
        server.member("variables").map(Node::members).orElse(Map.of()).entrySet()) {
      String value = variable.getValue().text("default").orElse("");
      address = address.map(url -> url.replace("{" + variable.getKey() + "}", value));
    }
    return address;
  }
}
