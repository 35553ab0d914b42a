package dev.dizhtime.gateway.guests;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Refuses a request of HTTP/1.1 with both {@code Content-Length} and {@code Transfer-Encoding}: two
 * readers may take it for two different requests (RFC 9112, 6.3). The decoder that comes with
 * Vert.x drops the length without a word, and has no setting against it; this one replaces it
 * before the first byte is read.
 */
final class StrictDecoding extends VertxHttpRequestDecoder {
  private static final String DECODER = "httpDecoder";

  private static final HttpServerOptions OPTIONS =
      new HttpServerOptions()
          .setMaxInitialLineLength(GuestLimits.MAX_REQUEST_LINE_BYTES)
          .setMaxHeaderSize(GuestLimits.MAX_HEADER_BYTES);

  private StrictDecoding() {
    super(OPTIONS);
  }

  /** Does nothing for HTTP/2, whose frames leave no doubt. */
  static void install(ChannelPipeline pipeline) {
    if (pipeline.get(DECODER) != null) {
      pipeline.replace(DECODER, DECODER, new StrictDecoding());
    }
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both a length and a transfer encoding");
  }
}
