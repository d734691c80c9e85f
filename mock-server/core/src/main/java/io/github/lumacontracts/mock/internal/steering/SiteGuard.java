package io.github.lumacontracts.mock.internal.steering;

import io.github.lumacontracts.mock.internal.http.StubRequest;
import io.github.lumacontracts.mock.internal.problem.Problem;
import io.github.lumacontracts.mock.internal.problem.ProblemType;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps web pages of others away from what is only for the people at this machine. A page that
 * somebody happens to look at could send forms here, and would even read the answers if the name of
 * its own host began to stand for this machine (DNS rebinding). So a browser must say that it is a
 * page of this server that asks, and the host must have a name that nobody can register.
 *
 * @param ownHost by which the server was told to listen
 */
public record SiteGuard(String ownHost) {
  /** An address, or a name without dots, as those of this machine and of containers. */
  private static final Pattern LOCAL =
      Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.%]+]|[A-Za-z0-9_-]+");

  /** No registry sells names below these. */
  private static final List<String> PRIVATE =
      List.of(".localhost", ".local", ".internal", ".test", ".home.arpa");

  private static final Pattern PORT = Pattern.compile(":[0-9]*$");

  /** Returns why a request is refused, if it is. */
  public Optional<Problem> refusal(StubRequest request) {
    return strangeHost(request).or(() -> strangePage(request));
  }

  /** Returns why a request is refused that only looks, if it is: links to here may be anywhere. */
  public Optional<Problem> refusalOfVisit(StubRequest request) {
    boolean followed =
        request.header("sec-fetch-mode").filter("navigate"::equals).isPresent()
            && request.header("origin").isEmpty();
    return followed ? strangeHost(request) : refusal(request);
  }

  private Optional<Problem> strangeHost(StubRequest request) {
    String host = PORT.matcher(authority(request)).replaceFirst("").toLowerCase(Locale.ROOT);
    return LOCAL.matcher(host).matches()
            || PRIVATE.stream().anyMatch(host::endsWith)
            || host.equals(ownHost.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of(
            refused(
                "The host name \""
                    + host
                    + "\" could be anybody's. Call the server by its IP address, by localhost, by a"
                    + " name without dots, or by the one that it was told to listen on. A client"
                    + " that is no browser may also send the header Host: localhost."));
  }

  private static String authority(StubRequest request) {
    return request
        .header("host")
        .orElseGet(() -> request.url().replaceFirst("^\\w+://", "").replaceFirst("[/?].*", ""));
  }

  private static Optional<Problem> strangePage(StubRequest request) {
    boolean elsewhere =
        request
            .header("sec-fetch-site")
            .filter(site -> !site.equals("same-origin") && !site.equals("none"))
            .isPresent();
    boolean otherOrigin =
        request.header("origin").filter(origin -> !isOf(origin, authority(request))).isPresent();
    return elsewhere || otherOrigin
        ? Optional.of(
            refused(
                "A page of another site asks for this. Use the page of this server, or a client that"
                    + " is no browser."))
        : Optional.empty();
  }

  /** The scheme may differ, since something between may take off TLS. */
  private static boolean isOf(String origin, String authority) {
    try {
      return authority.equalsIgnoreCase(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Problem refused(String detail) {
    return Problem.of(ProblemType.STRANGE_ORIGIN, detail);
  }
}
