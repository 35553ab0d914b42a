package dev.dizhtime.runtime.service;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How bytes go through the kernel. {@code DIZHTIME_TRANSPORT} is {@code nio}, the JDK's own, which
 * works everywhere; {@code epoll}, which is Linux's and wants Netty's library for it; or {@code
 * auto}, the better of these that this machine has.
 */
final class Transports {
  private static final Logger LOG = LoggerFactory.getLogger(Transports.class);
  private static final List<String> NAMES = List.of("auto", "epoll", "nio");

  private Transports() {}

  /**
   * Chooses one.
   *
   * @param usual where nothing is set
   * @throws ConfigException when the setting is none of these, or is not to be had here
   */
  static Transport choose(Env env, String usual) {
    String wanted = env.text("TRANSPORT", usual);
    if (!NAMES.contains(wanted)) {
      throw new ConfigException(
          "DIZHTIME_TRANSPORT must be one of " + String.join(", ", NAMES) + ", not " + wanted);
    }
    Transport chosen =
        Stream.of(Transport.EPOLL, Transport.NIO)
            .filter(Objects::nonNull)
            .filter(each -> wanted.equals("auto") || wanted.equals(each.name()))
            .filter(Transport::available)
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigException(
                        "DIZHTIME_TRANSPORT is " + wanted + ", which this machine does not have"));
    LOG.info("bytes go by {}", chosen.name());
    return chosen;
  }
}
