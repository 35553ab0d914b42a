package dev.dizhtime.local.supervisor;

import dev.dizhtime.embedded.ElasticsearchServer;
import dev.dizhtime.embedded.EmbeddedServer;
import dev.dizhtime.embedded.KafkaServer;
import dev.dizhtime.embedded.MailServer;
import dev.dizhtime.embedded.MongoWireServer;
import dev.dizhtime.embedded.PostgresServer;
import dev.dizhtime.embedded.ServerSettings;
import dev.dizhtime.embedded.TraceServer;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.platform.Server;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** An embedded server. */
record ServerWorker(EmbeddedServer server) implements Worker {
  /** Starts it and waits until it answers. */
  static ServerWorker start(Server kind, DataDirectory data, PortPlan ports) {
    int port = ports.of(kind);
    var settings = ServerSettings.in(data.of(kind), data.log(kind.serverName())).withPort(port);
    return new ServerWorker(
        switch (kind) {
          case POSTGRES -> PostgresServer.start(settings);
          case KAFKA -> KafkaServer.start(settings);
          case ELASTICSEARCH -> ElasticsearchServer.start(settings);
          case MONGO -> MongoWireServer.start(settings);
          case MAIL -> MailServer.start(port);
          case TRACES -> TraceServer.start(port);
        });
  }

  @Override
  public OptionalLong pid() {
    return server.pid();
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return server.exit();
  }

  @Override
  public void close() {
    server.close();
  }
}
