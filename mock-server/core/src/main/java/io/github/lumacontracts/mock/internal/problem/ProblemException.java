package io.github.lumacontracts.mock.internal.problem;

/** Ends the way of a request early. Carries no stack trace: it is an answer and not a fault. */
public final class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.title(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
