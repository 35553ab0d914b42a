package dev.dizhtime.images;

import static dev.dizhtime.images.Podman.podman;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An image that podman has. */
record Image(String name) implements AutoCloseable {
  /** Where an image that was trained has its AOT cache. */
  static final String CACHE = "/app/aot/service.aot";

  private static final Path ROOT = Path.of(System.getProperty("dizhtime.root"));

  /** The one that Jib built from the module in a folder. */
  static Image of(String module) throws IOException {
    var archive = ROOT.resolve(module).resolve("target/jib-image.tar").toString();
    var loaded = podman("load", "--quiet", "--input", archive);
    return new Image(loaded.substring(loaded.lastIndexOf(' ') + 1));
  }

  /** The same with an AOT cache; it is run once with these variables and volumes. */
  Image trained(Map<String, String> variables, String... volumes) throws IOException {
    var trained = new Image(name + "-trained");
    var script = ROOT.resolve("deploy/images/train.sh").toString();
    var command = new ArrayList<>(List.of("sh", script, name, trained.name()));
    variables.forEach(
        (variable, value) ->
            command.addAll(List.of("--env", "DIZHTIME_" + variable + "=" + value)));
    for (var volume : volumes) {
      command.addAll(List.of("--volume", volume + ":ro"));
    }
    Podman.run(command);
    return trained;
  }

  @Override
  public void close() throws IOException {
    podman("rmi", "--force", name);
  }
}
