package dev.dizhtime.gateway.upstream;

import io.vertx.core.AsyncResult;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.NetSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An exchange by the client of Vert.x. */
final class ClientExchange implements Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(ClientExchange.class);

  private static final int SWITCHING_PROTOCOLS = 101;

  private final HttpClientRequest request;
  private final Listener listener;
  private HttpClientResponse answer;
  private boolean silent;

  ClientExchange(HttpClientRequest request, Listener listener) {
    this.request = request;
    this.listener = listener;
    // Whoever waits for the answer hears of it too; without this it is logged as an error.
    request.exceptionHandler(e -> LOG.debug("{}: {}", request.getURI(), e.toString()));
  }

  @Override
  public MultiMap headers() {
    return request.headers();
  }

  @Override
  public void send() {
    request.response().onComplete(this::answered);
    if (headers().contains(HttpHeaders.UPGRADE)) {
      request.connect();
    } else {
      request.end();
    }
  }

  @Override
  public void sendHead() {
    request.response().onComplete(this::answered);
    if (!headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      request.setChunked(true);
    }
    request.drainHandler(
        _ -> {
          if (!silent) {
            listener.drained();
          }
        });
  }

  @Override
  public void write(Buffer part) {
    request.write(part);
  }

  @Override
  public boolean full() {
    return request.writeQueueFull();
  }

  @Override
  public void end() {
    request.end();
  }

  @Override
  public void pause() {
    answer.pause();
  }

  @Override
  public void resume() {
    answer.resume();
  }

  @Override
  public void reset() {
    silent = true;
    request.reset();
  }

  @Override
  public NetSocket socket() {
    return answer.netSocket();
  }

  private void answered(AsyncResult<HttpClientResponse> coming) {
    if (silent) {
      return;
    }
    if (coming.failed()) {
      listener.brokenOff(coming.cause());
      return;
    }
    answer = coming.result();
    if (answer.statusCode() != SWITCHING_PROTOCOLS) {
      listenToBody();
    }
    listener.answered(answer.statusCode(), answer.headers());
  }

  private void listenToBody() {
    answer.exceptionHandler(
        e -> {
          if (!silent) {
            listener.brokenOff(e);
          }
        });
    answer.endHandler(
        _ -> {
          if (!silent) {
            listener.ended();
          }
        });
    answer.handler(
        part -> {
          if (!silent) {
            listener.part(part);
          }
        });
  }
}
