package dev.dizhtime.gateway.proxy;

import io.vertx.core.http.HttpServerRequest;

/** What the gateway serves itself. */
public interface OwnPages {
  /** Whether a path is its own. */
  boolean has(String path);

  /** What a path of its own counts as; one of few. */
  String nameOf(String path);

  /** Answers. */
  void serve(HttpServerRequest request);
}
