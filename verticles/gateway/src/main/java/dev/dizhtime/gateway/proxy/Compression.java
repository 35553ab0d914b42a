package dev.dizhtime.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * An answer made smaller on its way, with gzip. Not for what is small already, what is a part, and
 * what comes bit by bit; and not for HTML, which holds secrets of forms next to what strangers may
 * choose (BREACH).
 */
final class Compression {
  /** Shorter ones are left as they are. */
  static final int MIN_BYTES = 1_024;

  /** Cheap rather than small: it runs on an event loop. */
  private static final int LEVEL = 4;

  private static final int OK = 200;
  private static final String GZIP = "gzip";
  private static final Set<String> TYPES =
      Set.of(
          "application/json",
          "application/problem+json",
          "application/javascript",
          "application/xml",
          "text/javascript",
          "text/css",
          "text/csv",
          "text/plain",
          "image/svg+xml");

  private final EmbeddedChannel encoder =
      new EmbeddedChannel(ZlibCodecFactory.newZlibEncoder(ZlibWrapper.GZIP, LEVEL));

  private Compression() {}

  /** Says so in the headers if the answer is to be compressed; else returns null. */
  static Compression choose(Visit visit, int status, MultiMap headers) {
    if (!suits(visit, status, headers)) {
      return null;
    }
    headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (!accepted(visit.request().getHeader(HttpHeaders.ACCEPT_ENCODING))) {
      return null;
    }
    headers.remove(HttpHeaders.CONTENT_LENGTH);
    headers.set(HttpHeaders.CONTENT_ENCODING, GZIP);
    String tag = headers.get(HttpHeaders.ETAG);
    if (tag != null && !tag.startsWith("W/")) {
      // The bytes are others, the meaning is the same.
      headers.set(HttpHeaders.ETAG, "W/" + tag);
    }
    Compression chosen = new Compression();
    visit.onOver(chosen::close);
    return chosen;
  }

  private static boolean suits(Visit visit, int status, MultiMap headers) {
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    if (status != OK || type == null || visit.request().method() != HttpMethod.GET) {
      return false;
    }
    String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    if (length != null && length.length() <= 4 && Integer.parseInt(length) < MIN_BYTES) {
      return false;
    }
    String caching = headers.get(HttpHeaders.CACHE_CONTROL);
    int semicolon = type.indexOf(';');
    String plain = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    return visit.route().policy().compressed()
        && TYPES.contains(plain.toLowerCase(Locale.ROOT))
        && !headers.contains(HttpHeaders.CONTENT_ENCODING)
        && (caching == null || !caching.contains("no-transform"));
  }

  /** Whether a client takes gzip: named, and not with a weight of zero. */
  static boolean accepted(String field) {
    return field != null
        && Arrays.stream(field.split(","))
            .map(part -> part.replace(" ", "").toLowerCase(Locale.ROOT))
            .anyMatch(part -> part.equals(GZIP) || weighed(part));
  }

  private static boolean weighed(String part) {
    return part.startsWith(GZIP + ";q=") && !part.matches(".*;q=0(\\.0{0,3})?");
  }

  /** What has become ready to send; may be empty. */
  Buffer next(Buffer plain) {
    encoder.writeOutbound(((BufferInternal) plain).getByteBuf());
    return ready();
  }

  /** The rest. */
  Buffer finish() {
    encoder.finish();
    return ready();
  }

  private Buffer ready() {
    Buffer all = Buffer.buffer();
    for (ByteBuf each = encoder.readOutbound(); each != null; each = encoder.readOutbound()) {
      all.appendBytes(ByteBufUtil.getBytes(each));
      each.release();
    }
    return all;
  }

  /** Gives back what it holds, also when the answer was broken off. */
  private void close() {
    encoder.finishAndReleaseAll();
  }
}
