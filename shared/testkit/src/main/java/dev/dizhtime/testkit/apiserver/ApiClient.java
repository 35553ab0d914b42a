package dev.dizhtime.testkit.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks an API server as plainly as it can be asked, so that its warnings are seen too. What can't
 * be sent is an {@link IllegalStateException}.
 */
public final class ApiClient implements AutoCloseable {
  /** Who the applied fields belong to. */
  public static final String FIELD_MANAGER = "dizhtime";

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final URI address;
  private final String token;
  private final HttpClient http;
  private final Map<String, JsonNode> known = new ConcurrentHashMap<>();

  ApiClient(URI address, Path authority, String token) {
    this.address = address;
    this.token = token;
    this.http =
        HttpClient.newBuilder().sslContext(trusting(authority)).connectTimeout(BOUND).build();
  }

  /**
   * What the server said.
   *
   * @param warnings the texts of its {@code Warning} headers
   * @param body a missing node when it is not JSON
   */
  public record Answer(int status, List<String> warnings, String text, JsonNode body) {
    /** Whether it did what it was asked, and had nothing to say about it. */
    public boolean clean() {
      return status / 100 == 2 && warnings.isEmpty();
    }

    /** What was wrong, for messages. */
    public String said() {
      return status + " " + body.path("message").asText(text) + " " + warnings;
    }
  }

  private static SSLContext trusting(Path authority) {
    try (var in = Files.newInputStream(authority)) {
      var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("authority-" + trusted.size(), each);
      }
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public Answer get(String path) {
    return send("GET", path, "application/json", null);
  }

  public Answer post(String path, JsonNode object) {
    return send("POST", path, "application/json", object.toString());
  }

  /**
   * Server-side apply; a field that the server does not know is refused.
   *
   * @param parameters of the query, like {@code dryRun=All}
   */
  public Answer apply(JsonNode object, String... parameters) {
    var query = "?force=false&fieldValidation=Strict&fieldManager=" + FIELD_MANAGER;
    for (var each : parameters) {
      query += "&" + each;
    }
    return send("PATCH", pathOf(object) + query, "application/apply-patch+yaml", object.toString());
  }

  /** The path of an object, by what the server says of its kinds. */
  public String pathOf(JsonNode object) {
    var version = object.path("apiVersion").asText();
    var kind = object.path("kind").asText();
    var group = (version.contains("/") ? "/apis/" : "/api/") + version;
    var resource = known.computeIfAbsent(version + " " + kind, _ -> resource(group, kind));
    var namespace =
        resource.path("namespaced").asBoolean()
            ? "/namespaces/" + object.at("/metadata/namespace").asText("default")
            : "";
    var name = object.at("/metadata/name").asText();
    return group + namespace + "/" + resource.path("name").asText() + "/" + name;
  }

  private JsonNode resource(String group, String kind) {
    var list = get(group);
    for (var each : list.body().path("resources")) {
      if (each.path("kind").asText().equals(kind) && !each.path("name").asText().contains("/")) {
        return each;
      }
    }
    throw new IllegalStateException("the server knows no " + kind + " at " + group);
  }

  private Answer send(String method, String path, String type, String body) {
    var request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(BOUND)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          answer.headers().allValues("Warning"),
          answer.body(),
          parse(answer.body()));
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path + " failed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
