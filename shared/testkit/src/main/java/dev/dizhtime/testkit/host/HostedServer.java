package dev.dizhtime.testkit.host;

import dev.dizhtime.embedded.ElasticsearchServer;
import dev.dizhtime.embedded.EmbeddedServer;
import dev.dizhtime.embedded.KafkaServer;
import dev.dizhtime.embedded.MongoWireServer;
import dev.dizhtime.embedded.PostgresServer;
import dev.dizhtime.embedded.ServerSettings;
import dev.dizhtime.testkit.Server;
import java.util.Locale;

/** A server that starts when it is first asked for. */
final class HostedServer {
  private final Server server;
  private final ServerSettings settings;
  private EmbeddedServer running;
  private boolean closed;

  HostedServer(Server server, HostFiles files) {
    this.server = server;
    var name = server.name().toLowerCase(Locale.ROOT);
    this.settings =
        ServerSettings.in(files.data(name), files.data(name + ".log")).withDurable(false);
  }

  /** Throws {@code EmbeddedServerException} when it cannot be started or has died. */
  synchronized String address() {
    if (closed) {
      throw new IllegalStateException("The build has ended.");
    }
    if (running == null) {
      running = start();
    }
    if (!running.alive()) {
      throw new IllegalStateException(
          "%s has died; see %s.".formatted(running.name(), settings.logFile()));
    }
    return running.address();
  }

  private EmbeddedServer start() {
    return switch (server) {
      case POSTGRES -> PostgresServer.start(settings);
      case KAFKA -> KafkaServer.start(settings);
      case MONGO -> MongoWireServer.start(settings);
      case ELASTICSEARCH -> ElasticsearchServer.start(settings);
      case SMTP -> throw new IllegalArgumentException("Inboxes live in the test's own process.");
    };
  }

  synchronized void close() {
    closed = true;
    if (running != null) {
      running.close();
    }
  }
}
