package dev.dizhtime.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.vertx.core.http.impl.headers.HeadersMultiMap;

/** Writes requests, with headers as Vert.x's server reads them. */
final class RequestEncoder extends HttpRequestEncoder {
  @Override
  protected void encodeHeaders(HttpHeaders headers, ByteBuf to) {
    if (headers instanceof HeadersMultiMap ours) {
      ours.encode(to, false);
    } else {
      super.encodeHeaders(headers, to);
    }
  }
}
