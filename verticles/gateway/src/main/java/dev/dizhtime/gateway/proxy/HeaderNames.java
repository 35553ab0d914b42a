package dev.dizhtime.gateway.proxy;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.MultiMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A set of names of headers that is asked for every header of every request, in whatever case that
 * is written, without making a text of it.
 */
final class HeaderNames {
  private final HttpHeaders names =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();

  private HeaderNames() {}

  static HeaderNames of(String... names) {
    HeaderNames set = new HeaderNames();
    for (String name : names) {
      set.names.add(name, "");
    }
    return set;
  }

  boolean contains(CharSequence name) {
    return names.contains(name);
  }

  /** Goes through headers as they were read. */
  static void forEach(MultiMap headers, BiConsumer<CharSequence, CharSequence> each) {
    if (headers instanceof HttpHeaders read) {
      Iterator<Map.Entry<CharSequence, CharSequence>> entries = read.iteratorCharSequence();
      while (entries.hasNext()) {
        Map.Entry<CharSequence, CharSequence> entry = entries.next();
        each.accept(entry.getKey(), entry.getValue());
      }
    } else {
      headers.forEach((name, value) -> each.accept(name, value));
    }
  }
}
