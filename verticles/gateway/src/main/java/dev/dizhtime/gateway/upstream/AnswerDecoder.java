package dev.dizhtime.gateway.upstream;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.impl.headers.HeadersMultiMap;

/** Reads answers into headers as Vert.x's server writes them. */
final class AnswerDecoder extends HttpResponseDecoder {
  /** What is read at once is passed on at once. */
  private static final int MAX_PART_BYTES = 64 * 1024;

  private boolean toHead;

  AnswerDecoder() {
    super(
        new HttpDecoderConfig()
            .setMaxHeaderSize(Upstreams.MAX_RESPONSE_HEADER_BYTES)
            .setMaxChunkSize(MAX_PART_BYTES));
  }

  /** Says whether the next answer is to HEAD, and so has no body, whatever its headers say. */
  void expect(boolean answerToHead) {
    toHead = answerToHead;
  }

  @Override
  protected HttpMessage createMessage(String[] line) {
    return new DefaultHttpResponse(
        HttpVersion.valueOf(line[0]),
        HttpResponseStatus.valueOf(Integer.parseInt(line[1]), line[2]),
        HeadersMultiMap.httpHeaders());
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return toHead || super.isContentAlwaysEmpty(message);
  }
}
