package dev.dizhtime.testkit;

import dev.dizhtime.embedded.MailServer;
import dev.dizhtime.embedded.ReceivedMail;
import dev.dizhtime.testkit.host.HostClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The real servers with a corner of its own for one test class: databases, a topic prefix, an index
 * prefix and an SMTP inbox. What belongs to a server that the class did not ask for throws {@link
 * IllegalStateException}.
 */
public final class Infrastructure implements AutoCloseable {
  private final String namespace = "t" + HexFormat.of().toHexDigits(new Random().nextInt());
  private final Map<Server, String> addresses;
  private final PostgresCorner postgres;
  private final KafkaCorner kafka;
  private final MailServer mail;

  Infrastructure(Set<Server> servers) {
    var hosted = EnumSet.copyOf(servers);
    hosted.remove(Server.SMTP);
    this.addresses = start(hosted);
    this.postgres =
        has(Server.POSTGRES) ? new PostgresCorner(address(Server.POSTGRES), namespace) : null;
    this.kafka =
        has(Server.KAFKA) ? KafkaCorner.create(address(Server.KAFKA), topicPrefix()) : null;
    this.mail = servers.contains(Server.SMTP) ? MailServer.start(0) : null;
    if (mail != null) {
      addresses.put(Server.SMTP, mail.address());
    }
  }

  private static Map<Server, String> start(Set<Server> servers) {
    var starting = new EnumMap<Server, CompletableFuture<String>>(Server.class);
    for (Server server : servers) {
      starting.put(
          server,
          CompletableFuture.supplyAsync(
              () -> HostClient.ofThisBuild().address(server), Thread::startVirtualThread));
    }
    var started = new EnumMap<Server, String>(Server.class);
    starting.forEach((server, address) -> started.put(server, address.join()));
    return started;
  }

  /**
   * The environment of a service, e.g. {@code order}: addresses of the class's servers, a database
   * of the service's own, free ports, and where the test's tokens are vouched for.
   */
  public Map<String, String> environment(String service) {
    var environment = new TreeMap<String, String>();
    environment.put("DIZHTIME_HTTP_HOST", "127.0.0.1");
    environment.put("DIZHTIME_HTTP_PORT", "0");
    environment.put("DIZHTIME_MANAGEMENT_PORT", "0");
    environment.put("DIZHTIME_JWKS_URL", tokens().jwksUrl());
    environment.put("DIZHTIME_TOKEN_ISSUER", TestTokens.ISSUER);
    if (has(Server.POSTGRES)) {
      environment.put("DIZHTIME_POSTGRES_URL", postgresUrl(service));
    }
    if (has(Server.KAFKA)) {
      environment.put("DIZHTIME_KAFKA_BOOTSTRAP", kafkaBootstrap());
      environment.put("DIZHTIME_TOPIC_PREFIX", topicPrefix());
    }
    if (has(Server.MONGO)) {
      environment.put("DIZHTIME_MONGO_URI", mongoUri(service));
    }
    if (has(Server.ELASTICSEARCH)) {
      environment.put("DIZHTIME_ELASTICSEARCH_URL", elasticsearchUrl());
      environment.put("DIZHTIME_INDEX_PREFIX", indexPrefix());
    }
    if (has(Server.SMTP)) {
      environment.put("DIZHTIME_SMTP_URL", smtpUrl());
    }
    return environment;
  }

  /** The URL of the service's own database, made when it is first asked for. */
  public String postgresUrl(String service) {
    address(Server.POSTGRES);
    return postgres.url(service);
  }

  /** A JDBC connection to {@link #postgresUrl(String)}, for looking at what a service stored. */
  public Connection connect(String service) throws SQLException {
    address(Server.POSTGRES);
    return postgres.connect(service);
  }

  /** Host and port. */
  public String kafkaBootstrap() {
    return address(Server.KAFKA);
  }

  /**
   * Begins the name of every topic of this class, e.g. {@code t7f3a1b2c.}; all topics are there.
   */
  public String topicPrefix() {
    return namespace + ".";
  }

  /** The URI of the service's own database. */
  public String mongoUri(String service) {
    return address(Server.MONGO) + "/" + namespace + "_" + service;
  }

  public String elasticsearchUrl() {
    return address(Server.ELASTICSEARCH);
  }

  /** Begins the name of every index of this class. */
  public String indexPrefix() {
    return namespace + "-";
  }

  public String smtpUrl() {
    return address(Server.SMTP);
  }

  /** What this class's inbox has received, oldest first. */
  public List<ReceivedMail> mails() {
    address(Server.SMTP);
    return mail.received();
  }

  /** Reads and writes this class's topics. */
  public EventProbe events() {
    address(Server.KAFKA);
    return kafka.events();
  }

  /** Signs the tokens that services started with {@link #environment(String)} accept. */
  public TestTokens tokens() {
    return TestTokens.ofThisProcess();
  }

  /** Asks for a client of the service at {@code baseUrl}, e.g. {@code http://127.0.0.1:8080}. */
  public TestHttp http(String baseUrl) {
    return TestHttp.at(baseUrl);
  }

  private boolean has(Server server) {
    return addresses.containsKey(server);
  }

  private String address(Server server) {
    var address = addresses.get(server);
    if (address == null) {
      throw new IllegalStateException(
          "The test class did not ask for " + server + ": see its @RealInfrastructure.");
    }
    return address;
  }

  /** Removes the class's topics; databases go with the build. */
  @Override
  public void close() {
    if (kafka != null) {
      kafka.close();
    }
    if (mail != null) {
      mail.close();
    }
  }
}
