package dev.dizhtime.local.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.local.platform.Environments;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.platform.Secrets;
import dev.dizhtime.local.platform.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainedImagesTest {
  private static final Path ROOT = Path.of(System.getProperty("dizhtime.root"));

  @Test
  void knowsTheModuleOfEachImage() throws Exception {
    for (Part part : TrainedImages.PARTS) {
      var pom = Files.readString(ROOT.resolve(TrainedImages.module(part)).resolve("pom.xml"));
      assertThat(pom).contains("<image.name>" + part.partName() + "</image.name>");
    }
    assertThat(TrainedImages.PARTS).hasSize(12);
  }

  @Test
  void startsAnImageAsAClusterDoesOnTheServersOfItsTraining() {
    Map<Server, String> addresses = new EnumMap<>(Server.class);
    addresses.put(Server.POSTGRES, "postgresql://u:p@127.0.0.1:1/postgres");
    addresses.put(Server.MONGO, "mongodb://127.0.0.1:2");
    addresses.put(Server.KAFKA, "127.0.0.1:3");
    addresses.put(Server.ELASTICSEARCH, "http://127.0.0.1:4");
    addresses.put(Server.MAIL, "smtp://127.0.0.1:5");
    addresses.put(Server.TRACES, "http://127.0.0.1:6");
    var environments =
        new Environments(
            new PortPlan(19_080),
            addresses,
            Secrets.generate(),
            Path.of("/x/routes.yaml"),
            Map.of());

    var wallet = TrainedImages.variables(environments, Part.WALLET);
    assertThat(wallet)
        .containsEntry("DIZHTIME_POSTGRES_URL", "postgresql://u:p@127.0.0.1:1/wallet")
        .containsEntry("DIZHTIME_KAFKA_BOOTSTRAP", "127.0.0.1:3")
        .containsKey("DIZHTIME_PAYMENT_API_KEY")
        .doesNotContainKeys("DIZHTIME_INSTANCES", "DIZHTIME_EVENT_LOOPS", "DIZHTIME_HTTP_PORT");
    var gateway = TrainedImages.variables(environments, Part.GATEWAY);
    assertThat(gateway).containsEntry("DIZHTIME_ROUTES_FILE", "/routes.yaml");
  }
}
