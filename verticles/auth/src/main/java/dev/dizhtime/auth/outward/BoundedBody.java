package dev.dizhtime.auth.outward;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/**
 * The body of an answer, as far as its bound. The time is the caller's to bound. Called on the
 * answer's own context, before anything of the body is there.
 */
public final class BoundedBody {
  private static final int HTTP_OK = 200;

  private BoundedBody() {}

  /** The whole body, whatever the status; fails when it is larger than {@code maxBytes}. */
  public static Future<Buffer> of(HttpClientResponse response, int maxBytes) {
    Promise<Buffer> promise = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(promise::tryFail);
    response.handler(
        part -> {
          if (body.length() + part.length() > maxBytes) {
            promise.tryFail("its answer is larger than " + maxBytes + " bytes");
            response.request().reset();
          } else {
            body.appendBuffer(part);
          }
        });
    response.endHandler(_ -> promise.tryComplete(body));
    return promise.future();
  }

  /** The same; fails, too, when the status is another than 200, a redirect included. */
  public static Future<Buffer> ofGood(HttpClientResponse response, int maxBytes) {
    if (response.statusCode() == HTTP_OK) {
      return of(response, maxBytes);
    }
    response.exceptionHandler(_ -> {});
    response.request().reset();
    return Future.failedFuture("it answers " + response.statusCode());
  }
}
