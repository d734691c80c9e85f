package io.github.lumacontracts.mock.internal.generator;

import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.nodes.Choice;
import com.github.curiousoddman.rgxgen.nodes.FinalSymbol;
import com.github.curiousoddman.rgxgen.nodes.Group;
import com.github.curiousoddman.rgxgen.nodes.GroupRef;
import com.github.curiousoddman.rgxgen.nodes.Node;
import com.github.curiousoddman.rgxgen.nodes.NotSymbol;
import com.github.curiousoddman.rgxgen.nodes.Repeat;
import com.github.curiousoddman.rgxgen.nodes.Sequence;
import com.github.curiousoddman.rgxgen.nodes.SymbolSet;
import com.github.curiousoddman.rgxgen.visitors.NodeVisitor;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells how long a text of a pattern can become before it is made: repetitions of repetitions grow
 * without measure.
 */
final class PatternSize implements NodeVisitor {
  private final int repetitions;
  private final Map<Integer, Double> groups = new HashMap<>();
  private double size;

  private PatternSize(int repetitions) {
    this.repetitions = repetitions;
  }

  /** Returns the greatest number of steps in which a text is made. */
  static double of(RgxGen pattern, int repetitions) {
    PatternSize visitor = new PatternSize(repetitions);
    pattern.visit(visitor);
    return visitor.size;
  }

  private double sizeOf(Node node) {
    node.visit(this);
    return size;
  }

  @Override
  public void visit(SymbolSet node) {
    size = 1;
  }

  @Override
  public void visit(FinalSymbol node) {
    size = 1 + node.getValue().length();
  }

  @Override
  public void visit(NotSymbol node) {
    size = 1 + sizeOf(node.getNode());
  }

  @Override
  public void visit(Choice node) {
    double greatest = 1;
    for (Node child : node.getNodes()) {
      greatest = Math.max(greatest, sizeOf(child));
    }
    size = greatest;
  }

  @Override
  public void visit(Sequence node) {
    double sum = 1;
    for (Node child : node.getNodes()) {
      sum += sizeOf(child);
    }
    size = sum;
  }

  @Override
  public void visit(Repeat node) {
    int times = node.getMax() < 0 ? Math.max(node.getMin(), repetitions) : node.getMax();
    size = 1 + sizeOf(node.getNode()) * times;
  }

  @Override
  public void visit(Group node) {
    double inner = sizeOf(node.getNode());
    groups.put(node.getIndex(), inner);
    size = inner;
  }

  @Override
  public void visit(GroupRef node) {
    size = groups.getOrDefault(node.getIndex(), 1.0);
  }
}
