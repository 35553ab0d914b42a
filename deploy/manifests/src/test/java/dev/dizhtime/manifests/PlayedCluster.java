package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A cluster played by small scripts in a folder, which is all that {@code deploy/k8s.sh} sees. */
record PlayedCluster(Path folder) {
  private static final String SCRIPT = Tools.ROOT.resolve("deploy/k8s.sh").toString();

  /**
   * What kubectl answers when all is well; clusters, Secrets and what overlays render to are files.
   */
  private static final String KUBECTL =
      """
      cd %s && echo "kubectl $*" >>calls
      # Fails with the first line of a file, once for each line of it.
      fails_with() {
        [ -s "$1" ] || return 0
        sed -n 1p "$1" >&2
        sed 1d "$1" >rest
        cat rest >"$1"
        exit 1
      }
      case "$*" in
        version*) echo 'Client Version: v1.33.1'; echo 'Server Version: v1.33.1' ;;
        kustomize*) cat "rendered-$(echo "$2" | sed 's#.*/overlays/##;t;s#.*/##' | tr / -)" ;;
        *storageclass*) echo true ;;
        *'create namespace'*) echo 'kind: Namespace' ;;
        *'get nodes -o name'*) echo node/one; echo node/two; echo node/three ;;
        *'get nodes'*) [ ! -f on-nodes ] || cat on-nodes ;;
        *'get clustersecretstore'*) [ ! -f no-store ] || exit 1 ;;
        *'get service gateway-public'*) [ -f no-address ] || echo 203.0.113.7 ;;
        *port-forward*) echo 'Forwarding from 127.0.0.1:40123 -> 8080' ;;
        *'get secret '*)
          [ -f secrets-are-there ] || [ -f "secret-$2-$5" ] || { echo "secrets \"$5\" not found" >&2; exit 1; } ;;
        *'create secret generic'*)
          [ ! -f "secret-$2-$6" ] || { echo "secrets \"$6\" already exists" >&2; exit 1; }
          echo made >"secret-$2-$6" ;;
        *apply*'-f -'*)
          [ -n "$(cat)" ] || { echo 'error: no objects passed to apply' >&2; exit 1; } ;;
        *apply*overlays/local|*apply*overlays/staging|*apply*overlays/production)
          fails_with refusals ;;
        *'rollout status deployment/order '*) fails_with late ;;
        *'get apiservice v1beta1.metrics.k8s.io'*) [ ! -f no-metrics ] || exit 1 ;;
        'get namespace '*) [ ! -f "pods-$3" ] || echo "namespace/$3" ;;
        *'get pods'*) [ ! -f "pods-$2" ] || cat "pods-$2" ;;
      esac
      [ ! -f broken ] || ! echo "$*" | grep -q "$(cat broken)"
      """;

  private static final String KIND =
      """
      cd %s && echo "kind $*" >>calls
      case "$*" in
        'get clusters') if [ -f cluster ]; then cat cluster; else echo 'No kind clusters found.' >&2; fi ;;
        'create cluster'*)
          [ ! -f broken-kind ] || { echo 'ERROR: failed to create cluster: port 8080 is taken' >&2; exit 1; }
          echo dizhtime >cluster ;;
        'load image-archive'*) [ ! -f full ] || { echo 'ERROR: failed to load image' >&2; exit 1; } ;;
        'delete cluster'*)
          [ ! -f broken-kind ] || { echo 'ERROR: failed to delete cluster' >&2; exit 1; }
          cat /dev/null >cluster ;;
      esac
      """;

  private static final List<String> SYSTEMS_OWN =
      List.of(
          "sh", "dirname", "date", "sed", "cut", "tr", "grep", "cat", "awk", "mkdir", "rm",
          "mktemp", "tail");

  /** The programs of the system that the script may use. */
  void systemsOwn() throws IOException {
    for (var name : SYSTEMS_OWN) {
      var found = Path.of("/usr/bin", name);
      tool(name, "exec %s \"$@\"".formatted(Files.exists(found) ? found : Path.of("/bin", name)));
    }
  }

  /** All that {@code up} needs, in order; pauses are not made. */
  void whole() throws IOException {
    systemsOwn();
    tool("kubectl", KUBECTL.formatted(folder));
    tool("kind", KIND.formatted(folder));
    tool("openssl", "echo secret");
    tool("docker", "exit 1");
    tool("git", "exit 1");
    tool("mvn", "cd %s && echo \"mvn $*\" >>calls && [ ! -f broken-build ]".formatted(folder));
    tool("sleep", "echo \"sleep $*\" >>%s/calls".formatted(folder));
    tool(
        "curl",
        """
        cd %s && echo "curl $*" >>calls
        case "$*" in
          *127.0.0.1*) [ ! -f cut-short ] || kill -TERM $PPID; [ ! -f silent ] ;;
          *) echo 'kind: Namespace' ;;
        esac
        """
            .formatted(folder));
    for (var overlay : Rendered.OVERLAYS) {
      rendersTo(overlay, Rendered.overlay(overlay).text());
      rendersTo(overlay + "-observability", Rendered.sight(overlay).text());
    }
    rendersTo("observability", Rendered.observability().text());
  }

  /** What an overlay renders to when its owner has done what is written there. */
  void rendersTo(String overlay, String text) throws IOException {
    var own =
        overlay.equals("local")
            ? text
            : text.replace("dizhtime.example", "dizhtime.test")
                .replace("image: dizhtime/", "image: registry.test/dizhtime/");
    say("rendered-" + overlay, own);
  }

  /** Says something that the played programs look for. */
  void say(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** The calls since the last time; paths in them begin at the project, wherever that lies. */
  List<String> calls() throws IOException {
    var file = folder.resolve("calls");
    var calls = Files.readAllLines(file);
    Files.delete(file);
    return calls.stream().map(call -> call.replace(Tools.ROOT.toString(), ".")).toList();
  }

  void tool(String name, String script) throws IOException {
    var file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Runs the script with these programs and no others. */
  Tools.Ended k8s(String... arguments) {
    var surroundings = List.of("/usr/bin/env", "PATH=" + folder, "TMPDIR=" + folder);
    var command = new ArrayList<>(surroundings);
    command.addAll(List.of("/bin/sh", SCRIPT));
    command.addAll(List.of(arguments));
    return Tools.run(command);
  }
}
