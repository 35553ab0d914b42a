package dev.dizhtime.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's nginx: as the upstream of the measurement, and as what the gateway is compared to. */
final class Nginx {
  private static final String FRAME =
      """
      daemon off;
      worker_processes 1;
      worker_rlimit_nofile 16384;
      pid %1$s/nginx.pid;
      error_log %1$s/error.log error;
      events { worker_connections 8192; }
      http {
        access_log off;
        keepalive_requests 1000000000;
        keepalive_timeout 75s;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        default_type application/json;
        %2$s
      }
      """;

  private static final String UPSTREAM =
      """
      server {
        listen 127.0.0.1:%d backlog=4096;
        location / { return 200 '%s'; }
      }
      """;

  private static final String PROXY =
      """
      upstream behind { server 127.0.0.1:%2$d; keepalive 256; }
      server {
        listen 127.0.0.1:%1$d backlog=4096;
        location / {
          proxy_pass http://behind;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_set_header Host $host;
          proxy_set_header X-Forwarded-For $remote_addr;
          proxy_set_header X-Forwarded-Proto $scheme;
        }
      }
      """;

  private final Path program;
  private final Path folder;
  private final Cores cores;

  Nginx(Path program, Path folder, Cores cores) {
    this.program = program;
    this.folder = folder;
    this.cores = cores;
  }

  /** Answers everything with the same short JSON. */
  BenchServer upstream(String answer) throws IOException, InterruptedException {
    int port = BenchServer.freePort();
    Path own = configure("upstream", UPSTREAM.formatted(port, answer));
    return BenchServer.start(
        "nginx", cores.others(command(own)), Map.of(), port, own.resolve("log"));
  }

  /** Passes everything on to the upstream. */
  BenchServer proxy(int upstreamPort) throws IOException, InterruptedException {
    int port = BenchServer.freePort();
    Path own = configure("proxy", PROXY.formatted(port, upstreamPort));
    return BenchServer.start(
        "nginx", cores.proxy(command(own)), Map.of(), port, own.resolve("log"));
  }

  private Path configure(String name, String servers) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    Files.writeString(own.resolve("nginx.conf"), FRAME.formatted(own, servers));
    return own;
  }

  private List<String> command(Path own) {
    return List.of(
        program.toString(), "-p", own.toString(), "-c", own.resolve("nginx.conf").toString());
  }
}
