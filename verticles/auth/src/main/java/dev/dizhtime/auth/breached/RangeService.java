package dev.dizhtime.auth.breached;

import dev.dizhtime.auth.outward.BoundedBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks by range, as Have I Been Pwned answers: for five digits of a hash come the other digits of
 * all that begin so, each with a count; with padding, so that the size tells nothing. What is
 * padding has the count 0.
 */
final class RangeService implements BreachedPasswords.Breaches {
  static final int TIMEOUT_MILLIS = 1_500;
  static final int MAX_BYTES = 512 * 1024;

  private static final int SENT_DIGITS = 5;
  private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]{35}):(\\d{1,18})");

  private final HttpClientAgent client;
  private final URI address;

  /** The address ends where the digits begin. No trace goes along, and none is kept. */
  RangeService(Vertx vertx, URI address) {
    this.address = address;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setTracingPolicy(TracingPolicy.IGNORE),
            new PoolOptions().setHttp1MaxSize(BreachedPasswords.MAX_AT_ONCE));
  }

  @Override
  public Future<Boolean> has(String sha1) {
    String suffix = sha1.substring(SENT_DIGITS);
    return range(sha1.substring(0, SENT_DIGITS))
        .map(body -> isAmong(body.toString(), suffix))
        .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private Future<Buffer> range(String digits) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(address + digits)
            .setFollowRedirects(false)
            .setConnectTimeout(TIMEOUT_MILLIS)
            .putHeader("add-padding", "true")
            .putHeader("user-agent", "DizhTime");
    return client.request(options).compose(RangeService::answer);
  }

  /** Hangs up when it takes too long, also when nobody waits for it any more. */
  private static Future<Buffer> answer(HttpClientRequest request) {
    return request
        .send()
        .compose(response -> BoundedBody.ofGood(response, MAX_BYTES))
        .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(_ -> request.reset());
  }

  private static boolean isAmong(String lines, String suffix) {
    boolean found = false;
    for (String line : lines.lines().toList()) {
      Matcher read = LINE.matcher(line);
      if (!read.matches()) {
        throw new IllegalStateException("its answer is no list of hashes");
      }
      found |= read.group(1).equalsIgnoreCase(suffix) && Long.parseLong(read.group(2)) > 0;
    }
    return found;
  }
}
