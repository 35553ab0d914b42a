package dev.dizhtime.local.end;

import dev.dizhtime.embedded.MailServer;
import dev.dizhtime.embedded.ReceivedMail;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.Poll;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.Account;
import dev.dizhtime.local.platform.Databases;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.platform.Secrets;
import dev.dizhtime.local.platform.Server;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.supervisor.Plan;
import dev.dizhtime.local.supervisor.Supervisor;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.traces.TraceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The whole platform as {@code dizhtime up --empty} starts it, once for all tests of this JVM; it
 * ends with the JVM.
 */
public final class RunningPlatform {
  private static final Duration MAIL_BOUND = Duration.ofSeconds(30);

  private static RunningPlatform shared;

  private final MailServer mail = MailServer.start(0);
  private final DataDirectory data;
  private final PortPlan ports;
  private final Supervisor supervisor;

  private RunningPlatform() {
    try {
      data = new DataDirectory(Files.createTempDirectory(Path.of("target"), "platform"));
      ports = freePorts();
      // A new key signs after three seconds, not ten minutes.
      var shell =
          Map.of(
              "DIZHTIME_KEY_AHEAD_SECONDS",
              "3",
              "DIZHTIME_KEY_SWEEP_MILLIS",
              "200",
              "DIZHTIME_SMTP_URL",
              mail.address());
      supervisor =
          Supervisor.start(new Plan(data, ports, false, shell), Progress.plain(System.err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Started when it is first asked for. */
  public static synchronized RunningPlatform shared() {
    if (shared == null) {
      shared = new RunningPlatform();
    }
    return shared;
  }

  /**
   * A plan of which every port was free just now: below those that the system hands out, and below
   * those that embedded servers of other tests choose by chance.
   */
  static PortPlan freePorts() {
    while (true) {
      try {
        var plan = new PortPlan(ThreadLocalRandom.current().nextInt(10_000, 14_800));
        plan.requireFree(Server.VALUES);
        return plan;
      } catch (Refusal _) {
        // One of them is taken; another place.
      }
    }
  }

  /** A client of its gateway. */
  public GatewayClient gateway() {
    return new GatewayClient(ports.gatewayUrl());
  }

  public PortPlan ports() {
    return ports;
  }

  public DataDirectory data() {
    return data;
  }

  public Secrets secrets() {
    return supervisor.secrets();
  }

  /** Where one of its servers answers. */
  public String address(Server server) {
    return supervisor.address(server);
  }

  /** A connection to one of its PostgreSQL databases; the caller closes it. */
  public Connection database(String name) throws SQLException {
    return Databases.connect(address(Server.POSTGRES), name);
  }

  /** What reads its traces; the caller closes it. */
  public TraceReader traces() {
    return new TraceReader(URI.create(supervisor.address(Server.TRACES)));
  }

  /** The mail to somebody whose subject begins so, waited for. */
  public ReceivedMail mailTo(User user, String subject) {
    var address = user.account().email();
    return Poll.until(
        "A mail to " + address,
        MAIL_BOUND,
        () ->
            mail.received().stream()
                .filter(each -> each.to().contains(address) && each.subject().startsWith(subject))
                .findFirst());
  }

  /** Somebody who was not there before. */
  public User newcomer(GatewayClient gateway, String role) {
    var name = UUID.randomUUID().toString();
    return User.registered(
        gateway,
        new Account(
            name + "@test.dizhtime.local", UUID.randomUUID().toString(), "New Comer", role));
  }
}
