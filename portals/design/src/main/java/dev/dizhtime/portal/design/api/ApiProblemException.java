package dev.dizhtime.portal.design.api;

/** The platform refused a request; the page says so in its words. */
public final class ApiProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ApiProblem problem;

  public ApiProblemException(ApiProblem problem) {
    super(problem.status() + " " + problem.title(), null, false, false);
    this.problem = problem;
  }

  /** What the platform said. */
  public ApiProblem problem() {
    return problem;
  }
}
