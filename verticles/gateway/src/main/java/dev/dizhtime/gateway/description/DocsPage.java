package dev.dizhtime.gateway.description;

import dev.dizhtime.gateway.proxy.Refusals;
import dev.dizhtime.gateway.proxy.ResponseHeaders;
import dev.dizhtime.runtime.http.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * {@code GET /api/docs}: Swagger UI, served from here so that the page needs no other host. The
 * files are few and known, and read once per process.
 */
public final class DocsPage {
  private static final String OURS = "dev/dizhtime/gateway/docs/";
  private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/";
  private static final String WEBJAR_VERSION =
      "META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; font-src 'self' data:; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Asset page;
  private final Map<String, Asset> assets;

  private record Asset(String type, byte[] content) {}

  private static final class Loaded {
    static final DocsPage PAGE = read();
  }

  private DocsPage(Asset page, Map<String, Asset> assets) {
    this.page = page;
    this.assets = assets;
  }

  /**
   * The page with its files, from the class path.
   *
   * @throws UncheckedIOException when they are not there
   */
  public static DocsPage load() {
    return Loaded.PAGE;
  }

  private static DocsPage read() {
    try {
      Properties webjar = new Properties();
      webjar.load(new ByteArrayInputStream(bytes(WEBJAR_VERSION)));
      String swagger = WEBJAR + webjar.getProperty("version") + "/";
      return new DocsPage(
          new Asset("text/html; charset=utf-8", bytes(OURS + "index.html")),
          Map.of(
              "docs.js", new Asset("text/javascript; charset=utf-8", bytes(OURS + "docs.js")),
              "swagger-ui.js",
                  new Asset(
                      "text/javascript; charset=utf-8", bytes(swagger + "swagger-ui-bundle.js")),
              "swagger-ui.css",
                  new Asset("text/css; charset=utf-8", bytes(swagger + "swagger-ui.css")),
              "favicon.png", new Asset("image/png", bytes(swagger + "favicon-32x32.png"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String path) throws IOException {
    try (InputStream in = DocsPage.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("not on the class path: " + path);
      }
      return in.readAllBytes();
    }
  }

  /** Answers with the page. */
  public void serve(RoutingContext routing) {
    routing.response().putHeader("content-security-policy", CONTENT_SECURITY_POLICY);
    send(routing, page, "no-cache");
  }

  /** Answers with one of its files. */
  public void serveAsset(RoutingContext routing) {
    Asset asset = assets.get(routing.pathParam("name"));
    if (asset == null) {
      Refusals.refuse(
          routing.request(),
          Problem.of(404, "not-found", "Not found", "There is nothing at this address"));
    } else {
      send(routing, asset, "public, max-age=3600");
    }
  }

  private static void send(RoutingContext routing, Asset asset, String caching) {
    routing.request().resume();
    ResponseHeaders.secure(routing.response().headers());
    routing
        .response()
        .putHeader("content-type", asset.type())
        .putHeader("cache-control", caching)
        .end(Buffer.buffer(asset.content()));
  }
}
