package dev.dizhtime.testkit.apiserver;

import dev.dizhtime.embedded.ChildProcess;
import dev.dizhtime.embedded.Ports;
import dev.dizhtime.testkit.ProjectRoot;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A kube-apiserver and its etcd, which can be killed and started again. */
public final class ApiServer implements AutoCloseable {
  private static final Path BUILT = ProjectRoot.find().resolve("deploy/apiserver/target");
  private static final Duration START_BOUND = Duration.ofSeconds(90);
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);

  private final ServerFolder folder;
  private final List<String> options;
  private final int etcdPort;
  private final int port;
  private final ChildProcess etcd;
  private ChildProcess process;

  private ApiServer(ServerFolder folder, List<String> options) {
    this.folder = folder;
    this.options = options;
    this.etcdPort = Ports.claim("etcd", 0);
    this.port = Ports.claim("kube-apiserver", 0);
    this.etcd = startEtcd();
    resume();
  }

  /**
   * Starts both, and waits until the server is ready.
   *
   * @param folder an empty one, where all is kept
   * @param options of kube-apiserver, beside the usual
   * @throws AssertionError when the programs were not built
   */
  public static ApiServer start(Path folder, String... options) {
    return new ApiServer(ServerFolder.prepare(folder), List.of(options));
  }

  private ChildProcess startEtcd() {
    var clients = "http://127.0.0.1:" + etcdPort;
    var peers = "http://127.0.0.1:" + Ports.claim("etcd", 0);
    var started =
        run(
            "etcd",
            folder.etcd(),
            List.of(
                "--data-dir=" + folder.etcd().resolve("data"),
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers,
                "--unsafe-no-fsync",
                "--log-level=warn"));
    started.awaitReady(this::etcdListens, START_BOUND);
    return started;
  }

  private boolean etcdListens() {
    try (var _ = new Socket("127.0.0.1", etcdPort)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Starts the server again after {@link #kill}, with all that it knew, at the same address. */
  public void resume() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder.certificates(),
                "--token-auth-file=" + folder.tokens(),
                "--anonymous-auth=false",
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-signing-key-file=" + folder.accountsKey(),
                "--service-account-key-file=" + folder.accountsPublicKey(),
                "--service-cluster-ip-range=10.96.0.0/16",
                // It would make itself known as the endpoint of a Service, which 127.0.0.1 can't
                // be.
                "--endpoint-reconciler-type=none"));
    arguments.addAll(options);
    process = run("kube-apiserver", folder.certificates(), arguments);
    process.awaitReady(this::ready, START_BOUND);
  }

  private ChildProcess run(String program, Path directory, List<String> arguments) {
    var file = BUILT.resolve(program);
    if (!Files.isExecutable(file)) {
      throw new AssertionError(
          "This test needs %s, which ./dizhtime test --apiserver builds.".formatted(file));
    }
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(arguments);
    return ChildProcess.start(
        program, ChildProcess.endingWithItsInput("KILL", command), directory, folder.log(program));
  }

  private boolean ready() {
    if (!Files.exists(folder.authority())) {
      return false;
    }
    try (var admin = admin()) {
      return admin.get("/readyz").status() == 200;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  /** Ends the server at once, as a crash would; what it has acknowledged is kept. */
  public void kill() {
    process.stop(STOP_GRACE);
  }

  /** Where it answers, with TLS. */
  public URI address() {
    return URI.create("https://127.0.0.1:" + port);
  }

  /** A file in PEM with the certificates that it is trusted by. */
  public Path authority() {
    return folder.authority();
  }

  /** The bearer token of somebody who may do everything. */
  public String adminToken() {
    return folder.adminToken();
  }

  /** A client for somebody who may do everything. */
  public ApiClient admin() {
    return as(adminToken());
  }

  /** A client for whoever has this bearer token. */
  public ApiClient as(String token) {
    return new ApiClient(address(), authority(), token);
  }

  @Override
  public void close() {
    kill();
    etcd.stop(STOP_GRACE);
  }
}
