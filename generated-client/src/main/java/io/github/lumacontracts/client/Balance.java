package io.github.lumacontracts.client;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What is left of the caller's money.
 *
 * @param amount in the provider's unit
 * @param unit for example {@code credits}
 */
public record Balance(BigDecimal amount, String unit) {
  public Balance {
    Objects.requireNonNull(amount, "amount");
    Objects.requireNonNull(unit, "unit");
  }
}
