package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups leave the cluster, somebody notices when they do not, and they can come back. */
class BackupsTest {
  @TempDir Path folder;

  static Stream<Rendered> backedUp() {
    return Rendered.all().filter(each -> !each.of("ObjectStore").isEmpty());
  }

  @ParameterizedTest
  @MethodSource("backedUp")
  void dumpsGoToTheStoreAndTheBucketThatDatabasesAreArchivedIn(Rendered rendered) {
    var archive = rendered.of("ObjectStore").getFirst().at("/spec/configuration");
    var dumps =
        rendered.of("ConfigMap").stream()
            .filter(each -> each.at("/metadata/name").asText().startsWith("backup-store"))
            .findFirst()
            .orElseThrow()
            .path("data");
    assertThat(dumps.path("RCLONE_CONFIG_STORE_ENDPOINT")).isEqualTo(archive.path("endpointURL"));
    var path = URI.create(archive.path("destinationPath").asText());
    assertThat(dumps.path("BACKUP_PATH").asText())
        .startsWith(path.getHost() + "/")
        .isNotEqualTo(path.getHost() + path.getPath());
  }

  @Test
  void aDumpIsUploadedFromTheVolumeThatItWasMadeOn() throws IOException {
    assertThat(upload("exit 0").status()).isZero();
    assertThat(calls())
        .containsExactly(
            "copy /backup store:bucket/mongodb/ --include restaurant-*.archive.gz"
                + " --ignore-existing -v",
            "delete store:bucket/mongodb/ --include restaurant-*.archive.gz --min-age 30d -v");
  }

  /** Else the store would be empty after thirty days without a new one. */
  @Test
  void whatCannotBeUploadedFailsAndDeletesNothing() throws IOException {
    assertThat(upload("exit 7").status()).isEqualTo(7);
    assertThat(calls()).hasSize(1).first().asString().startsWith("copy ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mongodb-restore", "kafka-offsets"})
  void whatTurnsTimeBackNeverRunsByItself(String name) {
    var job = named(name).owner().path("spec");
    assertThat(job.path("suspend").asBoolean()).isTrue();
    assertThat(job.path("schedule").asText()).as("the 31st of February").isEqualTo("0 0 31 2 *");
    assertThat(job.at("/jobTemplate/spec/backoffLimit").asInt(-1)).isZero();
  }

  @Test
  void theLastDumpIsToldOfWhereItIsAskedFor() throws IOException {
    var watch = named("mongodb-backup-watch");
    var scraped = scraped("backups");
    var path = scraped.path("metrics_path").asText();
    var container = watch.containers().getFirst();

    assertThat(watch.ports()).containsKey(keptPort(scraped));
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo(path);
    assertThat(container.at("/args/0").asText())
        .contains("/told" + path)
        .contains("dizhtime_mongodb_dump_timestamp_seconds");
  }

  /** CloudNativePG calls its port so, and labels its pods so. */
  @Test
  void theDatabasesAreAskedAtTheirOwnPort() throws IOException {
    var scraped = scraped("postgres");
    assertThat(keptPort(scraped)).isEqualTo("metrics");
    assertThat(scraped.toString()).contains("__meta_kubernetes_pod_label_cnpg_io_cluster");
  }

  private static Pods named(String name) {
    return Rendered.overlay("production").pods().stream()
        .filter(pods -> pods.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode scraped(String job) {
    var file = Tools.ROOT.resolve("observability/prometheus/kubernetes.yml");
    return Rendered.each(AlertsTest.read(file).path("scrape_configs"))
        .filter(each -> each.path("job_name").asText().equals(job))
        .findFirst()
        .orElseThrow();
  }

  private static String keptPort(JsonNode scraped) {
    return Rendered.each(scraped.path("relabel_configs"))
        .filter(each -> each.path("source_labels").toString().contains("pod_container_port_name"))
        .findFirst()
        .orElseThrow()
        .path("regex")
        .asText();
  }

  /** Runs what uploads, where rclone only writes down how it was called. */
  private Tools.Ended upload(String ending) throws IOException {
    var rclone = folder.resolve("rclone");
    Files.writeString(
        rclone, "#!/bin/sh\necho \"$*\" >> " + folder.resolve("calls") + "\n" + ending + "\n");
    Files.setPosixFilePermissions(rclone, PosixFilePermissions.fromString("rwx------"));
    var upload =
        named("mongodb-backup").containers().stream()
            .filter(each -> each.path("name").asText().equals("upload"))
            .findFirst()
            .orElseThrow();
    assertThat(upload.path("command").toString()).isEqualTo("[\"sh\",\"-euc\"]");
    return Tools.run(
        List.of(
            "env",
            "PATH=" + folder + ":/usr/bin:/bin",
            "BACKUP_PATH=bucket/mongodb",
            "sh",
            "-euc",
            upload.at("/args/0").asText()));
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }
}
