package dev.dizhtime.portal.design.view;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/**
 * Scripts and styles, held in memory and served under names that carry a hash of their content, so
 * that a browser may keep them for ever. Templates know it as {@code #assets}.
 */
public final class Assets {
  private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
  private static final String DESIGN = "dev/dizhtime/portal/design/assets/";
  private static final int HASH_CHARS = 16;

  private record Asset(String type, Buffer plain, Buffer gzipped) {}

  private final String prefix;
  private final Map<String, String> resources = new LinkedHashMap<>();
  private final Map<String, String> addresses = new ConcurrentHashMap<>();
  private final Map<String, Asset> byFile = new ConcurrentHashMap<>();

  /**
   * The design system's own assets.
   *
   * @param basePath of the portal: "" or e.g. "/restaurant"
   */
  public Assets(String basePath) {
    prefix = basePath + "/assets/";
    add("htmx.js", HTMX);
    add("design.css", DESIGN + "design.css");
    add("design.js", DESIGN + "design.js");
    add("live.js", DESIGN + "live.js");
    add("bell.js", DESIGN + "bell.js");
    add("favicon.svg", DESIGN + "favicon.svg");
  }

  /**
   * Adds one of a portal's own.
   *
   * @param name as templates ask for it; its ending says what it is
   * @param resource on the class path
   */
  public Assets add(String name, String resource) {
    resources.put(name, resource);
    return this;
  }

  /** Reads them all. What was read before is still served by the names that it had. */
  void read(Sources sources) {
    resources.forEach((name, resource) -> put(name, content(sources, resource)));
  }

  private void put(String name, byte[] content) {
    int dot = name.lastIndexOf('.');
    String file = name.substring(0, dot) + "." + hash(content) + name.substring(dot);
    byFile.put(file, new Asset(type(name), Buffer.buffer(content), Buffer.buffer(gzip(content))));
    addresses.put(name, prefix + file);
  }

  /**
   * The address of an asset.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public String url(String name) {
    String address = addresses.get(name);
    if (address == null) {
      throw new IllegalArgumentException("no asset " + name);
    }
    return address;
  }

  /** The path of the route that serves them. */
  public String route() {
    return prefix + ":file";
  }

  /** Serves one; any other name goes on to the next route. */
  public void serve(RoutingContext routing) {
    Asset asset = byFile.get(routing.pathParam("file"));
    if (asset == null) {
      routing.next();
      return;
    }
    String encodings = routing.request().getHeader("accept-encoding");
    boolean gzip = encodings != null && encodings.contains("gzip");
    if (gzip) {
      routing.response().putHeader("content-encoding", "gzip");
    }
    routing
        .response()
        .putHeader("content-type", asset.type)
        .putHeader("cache-control", "public, max-age=31536000, immutable")
        .putHeader("vary", "accept-encoding")
        .end(gzip ? asset.gzipped : asset.plain);
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".js" -> "text/javascript; charset=utf-8";
      case ".css" -> "text/css; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("what is " + name + "?");
    };
  }

  private static byte[] content(Sources sources, String resource) {
    try (InputStream in = sources.open(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String hash(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash).substring(0, HASH_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
