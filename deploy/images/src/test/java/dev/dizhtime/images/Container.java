package dev.dizhtime.images;

import static dev.dizhtime.images.Podman.podman;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One image that runs as kustomize/base/posture.yaml has it run: the image's own user, a read-only
 * root file system with a small writable /tmp, no capabilities, no way to more rights.
 */
record Container(String id, int managementPort) implements AutoCloseable {
  /** As the pods' terminationGracePeriodSeconds, less what the pre-stop wait takes. */
  private static final String GRACE_SECONDS = "25";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Runs an image; variables without their prefix, volumes as "from:to" paths. */
  static Container run(Image image, Map<String, String> variables, String... volumes)
      throws IOException {
    int management = freePort();
    var command = new ArrayList<>(List.of("run", "--detach", "--network", "host", "--read-only"));
    command.addAll(List.of("--read-only-tmpfs=false", "--tmpfs", "/tmp:rw,size=64m,mode=1777"));
    command.addAll(List.of("--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
    command.addAll(List.of("--ulimit", "nofile=4096:4096", "--ulimit", "nproc=4096:4096"));
    command.addAll(List.of("--memory", "512m"));
    for (var volume : volumes) {
      command.addAll(List.of("--volume", volume + ":ro"));
    }
    variable(command, "HTTP_HOST", "127.0.0.1");
    variable(command, "HTTP_PORT", Integer.toString(freePort()));
    variable(command, "MANAGEMENT_PORT", Integer.toString(management));
    variables.forEach((name, value) -> variable(command, name, value));
    command.add(image.name());
    return new Container(podman(command.toArray(String[]::new)), management);
  }

  private static void variable(List<String> command, String name, String value) {
    command.addAll(List.of("--env", "DIZHTIME_" + name + "=" + value));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Whether its readiness probe would pass now. */
  boolean ready() {
    var address = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
    var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What podman knows of it, by a Go template. */
  String inspect(String template) throws IOException {
    return podman("inspect", "--format", template, id);
  }

  /** What it has logged. */
  String log() throws IOException {
    return podman("logs", id);
  }

  /** A file of its first process below /proc, as the kernel tells it. */
  String process(String file) throws IOException {
    return podman("exec", id, "cat", "/proc/1/" + file);
  }

  /** Asks it to stop, as a cluster does; killed when it outlives its grace period. */
  void stop() throws IOException {
    podman("stop", "--time", GRACE_SECONDS, id);
  }

  @Override
  public void close() throws IOException {
    podman("rm", "--force", "--time", "0", id);
  }
}
