package dev.dizhtime.gateway.proxy;

import dev.dizhtime.runtime.http.Problem;
import java.util.List;

/** What the client is told when the service behind did not answer. */
final class UpstreamFailure {
  private static final int RETRY_SECONDS = 1;

  private UpstreamFailure() {}

  /** Nothing was sent. */
  static Problem unreachable() {
    return Problem.unavailable("The service behind can't be reached; try again", RETRY_SECONDS);
  }

  /** It was sent, and may have had its effect. */
  static Problem tooLate() {
    return of(504, "timeout", "No answer in time", "The service behind took too long");
  }

  /** It was sent, and may have had its effect. */
  static Problem brokenOff() {
    return of(502, "bad-gateway", "No good answer", "The service behind broke off");
  }

  private static Problem of(int status, String kind, String title, String detail) {
    return new Problem("/problems/" + kind, title, status, detail, null, List.of(), RETRY_SECONDS);
  }
}
