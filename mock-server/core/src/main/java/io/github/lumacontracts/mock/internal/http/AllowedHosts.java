package io.github.lumacontracts.mock.internal.http;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts that callbacks and webhooks may go to: this machine, and those that are named. Names
 * are compared as they are written and never looked up, so that no name can lead elsewhere than it
 * says.
 */
public final class AllowedHosts {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}|\\[::1]");

  private final List<String> names;

  /** A name may be {@code *.example.com} for all below it, or {@code *} for any host. */
  public AllowedHosts(Collection<String> names) {
    this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  public boolean permit(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return LOOPBACK.matcher(name).matches()
        || names.stream()
            .anyMatch(
                allowed ->
                    allowed.equals("*")
                        || allowed.equals(name)
                        || (allowed.startsWith("*.") && name.endsWith(allowed.substring(1))));
  }
}
