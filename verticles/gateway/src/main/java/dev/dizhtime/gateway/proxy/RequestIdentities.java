package dev.dizhtime.gateway.proxy;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.dizhtime.runtime.telemetry.RequestId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.util.Random;
import java.util.SplittableRandom;

/** Request ids: the client's own when it is one that may be logged, else new ones. */
final class RequestIdentities {
  static final CharSequence HEADER = HttpHeaders.createOptimized(RequestId.HEADER);

  /** An id is no secret: chance need only be unlike, not unforeseeable. */
  private final TimeBasedEpochGenerator generator =
      Generators.timeBasedEpochGenerator(
          Random.from(new SplittableRandom(new SecureRandom().nextLong())));

  String of(HttpServerRequest request) {
    String given = request.getHeader(HEADER);
    return RequestId.acceptable(given) ? given : next();
  }

  String next() {
    return generator.generate().toString();
  }
}
