package dev.dizhtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoWireServerIT {
  @TempDir Path directory;

  @Test
  void keepsItsDocumentsOverARestart() throws Exception {
    var settings = Servers.settings(directory);
    var first = MongoWireServer.start(settings);
    insert(first, "one");
    Servers.refusesADirectoryInUse(MongoWireServer::start, settings);
    Servers.close(first);

    var second = MongoWireServer.start(settings);
    assertThat(count(second)).isEqualTo(1);
    Servers.close(second);
  }

  /** It lives in this process, so its file as it stands at this moment is what a kill leaves. */
  @Test
  void hasWrittenWhatItHasAnswered() throws Exception {
    var settings = Servers.settings(directory);
    var killed = directory.resolve("killed");
    Files.createDirectories(killed);
    try (var server = MongoWireServer.start(settings)) {
      insert(server, "one");
      Files.copy(
          settings.directory().resolve("data.mv"),
          killed.resolve("data.mv"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    try (var restarted =
        MongoWireServer.start(ServerSettings.in(killed, directory.resolve("killed.log")))) {
      assertThat(count(restarted)).isEqualTo(1);
    }
  }

  @Test
  void refusesATakenPort() throws Exception {
    Servers.refusesATakenPort(MongoWireServer::start, Servers.settings(directory));
  }

  private static void insert(EmbeddedServer server, String id) {
    try (MongoClient client = MongoClients.create(server.address())) {
      client.getDatabase("kept").getCollection("things").insertOne(new Document("_id", id));
    }
  }

  private static long count(EmbeddedServer server) {
    try (MongoClient client = MongoClients.create(server.address())) {
      return client.getDatabase("kept").getCollection("things").countDocuments();
    }
  }
}
