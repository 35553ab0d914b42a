package dev.dizhtime.portal.design.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
  private final List<String> calls = new ArrayList<>();
  private final AtomicInteger slow = new AtomicInteger();
  private boolean full;
  private final LiveStream stream = new LiveStream(null, response(), slow::incrementAndGet);

  @Test
  void beginsWithAChangeSoThatNothingIsMissed() {
    stream.begin();
    assertThat(calls).anyMatch(call -> call.contains("event: change"));
    assertThat(calls).anyMatch(call -> call.contains("text/event-stream"));
  }

  @Test
  void cutsAReaderThatIsTooSlowAndCountsIt() {
    stream.begin();
    full = true;
    stream.beat();
    assertThat(slow).hasValue(1);
    assertThat(calls).last().isEqualTo("reset[]");
    stream.beat();
    assertThat(slow).hasValue(1);
  }

  @Test
  void endsOnce() {
    stream.close();
    stream.close();
    stream.beat();
    assertThat(calls).containsOnlyOnce("end[]").noneMatch(call -> call.startsWith("write["));
  }

  /** Vert.x's response, as far as a stream uses it. */
  private HttpServerResponse response() {
    return (HttpServerResponse)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServerResponse.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("writeQueueFull")) {
                return full;
              }
              if (method.getName().equals("closed")) {
                return false;
              }
              calls.add(method.getName() + List.of(arguments == null ? new Object[0] : arguments));
              return method.getReturnType().isInstance(proxy) ? proxy : null;
            });
  }
}
