package dev.dizhtime.embedded;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A server inside this JVM that speaks MongoDB's protocol and keeps its data in one file. The
 * address is {@code mongodb://host:port}. It has neither transactions nor change streams.
 */
public final class MongoWireServer implements EmbeddedServer {
  private static final String NAME = "MongoDB wire server";

  private final InProcessLife life = new InProcessLife();
  private final String address;
  private final Claim claim;
  private final MongoServer server;

  private MongoWireServer(String address, Claim claim, MongoServer server) {
    this.address = address;
    this.claim = claim;
    this.server = server;
  }

  /** Throws {@link EmbeddedServerException} when it cannot be started. */
  public static MongoWireServer start(ServerSettings settings) {
    var claim = Claim.on(settings.directory(), NAME);
    try {
      int port = Ports.claim(NAME, settings.port());
      Files.createDirectories(settings.directory());
      var file = settings.directory().resolve("data.mv");
      var store = new MVStore.Builder().fileName(file.toString()).open();
      var server = new MongoServer(new CommittingBackend(store));
      server.bind("127.0.0.1", port);
      return new MongoWireServer("mongodb://127.0.0.1:" + port, claim, server);
    } catch (IOException | MVStoreException e) {
      claim.close();
      throw new EmbeddedServerException(
          "%s cannot start: its data in %s cannot be opened (%s)."
              .formatted(NAME, settings.directory(), e.getMessage()),
          e);
    } catch (RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  /** Commits before it answers a write: what a client was told is stored survives kill -9. */
  private static final class CommittingBackend extends H2Backend {
    private static final Set<String> WRITES =
        Set.of(
            "insert",
            "update",
            "delete",
            "findandmodify",
            "create",
            "createindexes",
            "drop",
            "dropdatabase",
            "dropindexes",
            "renamecollection");

    CommittingBackend(MVStore store) {
      super(store);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      var answer = super.handleMessage(message);
      var command = message.getDocument().keySet().iterator().next();
      if (WRITES.contains(command.toLowerCase(java.util.Locale.ROOT))) {
        commit();
      }
      return answer;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public boolean alive() {
    return life.alive();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return life.exit();
  }

  @Override
  public void close() {
    life.end(
        () -> {
          server.shutdownNow();
          claim.close();
        });
  }
}
