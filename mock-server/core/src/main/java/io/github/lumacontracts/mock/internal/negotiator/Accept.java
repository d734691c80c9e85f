package io.github.lumacontracts.mock.internal.negotiator;

import io.github.lumacontracts.mock.internal.http.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An {@code Accept} header: q first, then specificity, then the client's order. */
final class Accept {
  private final List<Range> ranges;

  private record Range(MediaType type, double quality, int position) {

    /** Returns how exactly this range names the type; negative if it does not. */
    int specificity(MediaType offered, boolean parameters) {
      int specificity = 0;
      if (type.type().equals(offered.type())) {
        specificity |= 4;
      } else if (!type.type().equals("*")) {
        return -1;
      }
      if (type.subtype().equals(offered.subtype())) {
        specificity |= 2;
      } else if (!type.subtype().equals("*")) {
        return -1;
      }
      if (parameters) {
        for (Map.Entry<String, String> wanted : type.parameters().entrySet()) {
          if (wanted.getKey().equals("q")) {
            continue;
          }
          if (!wanted.getValue().equals(offered.parameters().get(wanted.getKey()))) {
            return -1;
          }
          specificity |= 1;
        }
      }
      return specificity;
    }
  }

  private record Rank(int index, double quality, int specificity, int position) {
    boolean beats(Rank other) {
      if (quality != other.quality) {
        return quality > other.quality;
      }
      if (specificity != other.specificity) {
        return specificity > other.specificity;
      }
      return position != other.position ? position < other.position : index < other.index;
    }
  }

  private Accept(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** Reads the header; ranges that are none are passed over. */
  static Accept parse(String header) {
    List<Range> ranges = new ArrayList<>();
    String[] parts = header.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      Optional<MediaType> type = MediaType.parse(parts[i].trim());
      if (type.isPresent()) {
        ranges.add(new Range(type.get(), quality(type.get()), i));
      }
    }
    return new Accept(ranges);
  }

  /** Returns 0 for what is no number: such a range names nothing that is acceptable. */
  private static double quality(MediaType type) {
    String q = type.parameters().getOrDefault("q", "1");
    return q.matches("[0-9]{1,9}(\\.[0-9]{0,9})?") ? Double.parseDouble(q) : 0;
  }

  boolean takesAnything() {
    return ranges.stream()
        .anyMatch(range -> range.type.type().equals("*") && range.type.subtype().equals("*"));
  }

  /** Returns the index of the best offer; parameters of ranges are dropped if nothing has them. */
  Optional<Integer> best(List<Optional<MediaType>> offers) {
    Optional<Integer> exact = best(offers, true);
    return exact.isPresent() ? exact : best(offers, false);
  }

  private Optional<Integer> best(List<Optional<MediaType>> offers, boolean parameters) {
    Rank best = null;
    for (int i = 0; i < offers.size(); i++) {
      if (offers.get(i).isPresent()) {
        Optional<Rank> rank = rank(offers.get(i).get(), i, parameters);
        if (rank.isPresent() && (best == null || rank.get().beats(best))) {
          best = rank.get();
        }
      }
    }
    return Optional.ofNullable(best).map(Rank::index);
  }

  /** An offer ranks by the range that names it most exactly. */
  private Optional<Rank> rank(MediaType offer, int index, boolean parameters) {
    Rank best = null;
    for (Range range : ranges) {
      int specificity = range.specificity(offer, parameters);
      if (specificity >= 0 && (best == null || specificity > best.specificity)) {
        best = new Rank(index, range.quality, specificity, range.position);
      }
    }
    return Optional.ofNullable(best).filter(rank -> rank.quality > 0);
  }
}
