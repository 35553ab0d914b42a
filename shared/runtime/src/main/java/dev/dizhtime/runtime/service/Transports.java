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
 * works everywhere; {@code epoll} or {@code io_uring}, which are Linux's and want Netty's libraries
 * for them; or {@code auto}, the best of these that this machine allows. Containers often forbid
 * io_uring, and then it is epoll.
 */
final class Transports {
  private static final Logger LOG = LoggerFactory.getLogger(Transports.class);
  private static final List<String> NAMES = List.of("auto", "io_uring", "epoll", "nio");

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
        Stream.of(Transport.IO_URING, Transport.EPOLL, Transport.NIO)
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
