package dev.dizhtime.runtime.http;

/** What is done for one operation of the OpenAPI document. Runs on a virtual thread; may await. */
@FunctionalInterface
public interface Operation {
  /**
   * Answers a request that is already validated.
   *
   * @throws ProblemException to refuse it
   * @throws Exception on a failure; answered with 500, or 503 when something is unreachable
   */
  Reply handle(Call call) throws Exception;
}
