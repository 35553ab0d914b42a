package dev.dizhtime.gateway.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the objects' owners are to know: status, and events about what is wrong. An event is
 * named after what it says, so that nobody, after whatever crash, says it twice. Used by one thread
 * at a time.
 */
final class Reporter {
  /** Objects that are written to in one round; what is left waits for the next. */
  static final int MAX_A_ROUND = 100;

  /** Complaints that are remembered as told. */
  private static final int MAX_TOLD = 10_000;

  private static final int MAX_NAME = 200;
  private static final int HASH_BYTES = 8;
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

  private final KubernetesClient client;
  private final KubernetesSettings settings;
  private final Clock clock;
  private final Set<String> told =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MAX_TOLD;
            }
          });

  Reporter(KubernetesClient client, KubernetesSettings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Writes some of it.
   *
   * @return how many objects could not be written to and should be tried again, or are left
   */
  int report(Compiled compiled) {
    int left = 0;
    int written = 0;
    for (OwedStatus each : compiled.statuses()) {
      if (written++ >= MAX_A_ROUND || !status(each)) {
        left++;
      }
    }
    for (Complaint each : compiled.complaints()) {
      String key = each.key();
      if (!told.contains(key)) {
        if (written++ >= MAX_A_ROUND || !tell(each, key)) {
          left++;
        } else {
          told.add(key);
        }
      }
    }
    return left;
  }

  /** Returns whether it needs not be tried again. */
  private boolean status(OwedStatus owed) {
    try {
      client
          .resource(owed.object())
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON), patch(owed));
      return true;
    } catch (KubernetesClientException e) {
      return e.getCode() == NOT_FOUND || failed(owed.object(), e);
    }
  }

  /** The status in place of the one that is there, unless somebody has written in between. */
  private static String patch(OwedStatus owed) {
    JsonObject status = new JsonObject(Serialization.asJson(owed.status()));
    JsonArray patch = new JsonArray();
    if (!(owed.object() instanceof Ingress)) {
      // Other controllers may write into it too; an Ingress's is ours alone.
      patch.add(
          operation(
              "test",
              "/metadata/resourceVersion",
              owed.object().getMetadata().getResourceVersion()));
    }
    return patch.add(operation("add", "/status", status)).encode();
  }

  private static JsonObject operation(String what, String path, Object value) {
    return new JsonObject().put("op", what).put("path", path).put("value", value);
  }

  private boolean tell(Complaint complaint, String key) {
    LOG.warn(
        "{} {}: {}",
        complaint.object().getKind(),
        Meta.title(complaint.object()),
        complaint.message());
    try {
      client.resource(event(complaint, name(complaint, key))).create();
      return true;
    } catch (KubernetesClientException e) {
      return e.getCode() == CONFLICT || failed(complaint.object(), e);
    }
  }

  private static boolean failed(HasMetadata object, KubernetesClientException e) {
    LOG.warn("can't write about {} {}: {}", object.getKind(), Meta.title(object), e.getMessage());
    return false;
  }

  private Event event(Complaint complaint, String name) {
    HasMetadata about = complaint.object();
    String now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    String namespace = Meta.namespace(about) == null ? "default" : Meta.namespace(about);
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withType("Warning")
        .withReason(complaint.reason())
        .withMessage(complaint.message())
        .withCount(1)
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withNewSource()
        .withComponent(OwnClasses.CONTROLLER)
        .endSource()
        .withReportingComponent(OwnClasses.CONTROLLER)
        .withReportingInstance(settings.identity())
        .withNewInvolvedObject()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withNamespace(Meta.namespace(about))
        .withName(Meta.name(about))
        .withUid(about.getMetadata().getUid())
        .endInvolvedObject()
        .build();
  }

  private static String name(Complaint complaint, String key) {
    String object = Meta.name(complaint.object());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return object.substring(0, Math.min(object.length(), MAX_NAME))
          + "."
          + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
