package dev.dizhtime.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;

class TraceContextTest {
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void survivesTheWayThroughARow() {
    var cause = new TraceContext(TRACEPARENT, "request-1");
    assertThat(TraceContext.of(cause.context())).isEqualTo(cause);
  }

  @Test
  void knowsNothingWhereNothingIsGoingOn() {
    assertThat(TraceContext.of(Context.root())).isEqualTo(TraceContext.NONE);
  }

  @Test
  void takesAMalformedTraceparentForNone() {
    var cause = new TraceContext("00-not-a-trace-01", "request-1");
    assertThat(TraceContext.of(cause.context())).isEqualTo(new TraceContext(null, "request-1"));
  }

  @Test
  void acceptsOnlyHarmlessRequestIdsFromStrangers() {
    assertThat(RequestId.acceptable("01a20610-d4ff-76ce")).isTrue();
    for (String harmful :
        new String[] {null, "", "short", "x".repeat(129), "12345678\r\nX: y", "a b c d e f"}) {
      assertThat(RequestId.acceptable(harmful)).as("%s", harmful).isFalse();
    }
  }
}
