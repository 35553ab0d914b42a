package dev.dizhtime.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import io.vertx.core.transport.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransportsTest {
  @Test
  void takesWhatIsUsualForTheServiceWhereNothingIsSet() {
    assertThat(Transports.choose(Env.of(Map.of()), "nio").name()).isEqualTo("nio");
  }

  @Test
  void takesTheBestThatThisMachineAllows() {
    Transport chosen = Transports.choose(Env.of(Map.of()), "auto");
    assertThat(chosen.available()).isTrue();
    boolean linux = Transport.EPOLL != null && Transport.EPOLL.available();
    assertThat(chosen.name()).isEqualTo(linux ? "epoll" : "nio");
  }

  @Test
  void theSettingCountsMoreThanWhatIsUsual() {
    assertThat(Transports.choose(Env.of(Map.of("DIZHTIME_TRANSPORT", "nio")), "auto").name())
        .isEqualTo("nio");
  }

  @Test
  void refusesATransportThatNobodyKnows() {
    assertThatThrownBy(
            () -> Transports.choose(Env.of(Map.of("DIZHTIME_TRANSPORT", "pigeon")), "auto"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("DIZHTIME_TRANSPORT must be one of auto, epoll, nio, not pigeon");
  }
}
