package dev.dizhtime.gateway.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1beta1.ReferenceGrant;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects that are looked at, kept up to date by watching the API server. While it is away,
 * what was known last is known still.
 */
final class Cluster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final long NO_RESYNC = 0;

  private final KubernetesClient client;
  private final String namespace;
  private volatile boolean closed;
  private final Runnable changed;
  private final List<SharedIndexInformer<? extends HasMetadata>> informers = new ArrayList<>();

  /**
   * Prepares to look.
   *
   * @param changed called on some thread after each change, and after the first look
   */
  Cluster(KubernetesClient client, KubernetesSettings settings, Runnable changed) {
    this.client = client;
    this.namespace = settings.watchedNamespace();
    this.changed = changed;
    add(client.resources(IngressClass.class));
    add(namespaced(Ingress.class));
    add(namespaced(Service.class));
    add(namespaced(EndpointSlice.class));
    if (settings.tlsSecrets()) {
      // Other Secrets are none of our business, and never leave the API server.
      add(namespaced(Secret.class).withField("type", "kubernetes.io/tls"));
    }
    if (settings.gatewayApi()) {
      add(client.resources(GatewayClass.class));
      add(client.resources(Namespace.class));
      add(namespaced(Gateway.class));
      add(namespaced(HTTPRoute.class));
      add(namespaced(ReferenceGrant.class));
    }
  }

  private <T extends HasMetadata>
      FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> namespaced(
          Class<T> kind) {
    return namespace == null
        ? client.resources(kind).inAnyNamespace()
        : client.resources(kind).inNamespace(namespace);
  }

  private <T extends HasMetadata> void add(FilterWatchListDeletable<T, ?, ?> kind) {
    SharedIndexInformer<T> informer = kind.runnableInformer(NO_RESYNC);
    informer.addEventHandler(
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(T added) {
            changed.run();
          }

          @Override
          public void onUpdate(T before, T after) {
            changed.run();
          }

          @Override
          public void onDelete(T deleted, boolean lastStateUnknown) {
            changed.run();
          }
        });
    informer.exceptionHandler(
        (_, failure) -> {
          if (closed) {
            return false;
          }
          LOG.warn(
              "{} can't be watched, trying again: {}",
              informer.getApiTypeClass().getSimpleName(),
              failure.toString());
          return true;
        });
    informers.add(informer);
  }

  /** Begins to look, again and again until the API server answers. */
  void start() {
    informers.forEach(each -> each.start().thenRun(changed));
  }

  /** Whether all kinds were seen once. */
  boolean synced() {
    return informers.stream().allMatch(SharedIndexInformer::hasSynced);
  }

  /** What is known now. */
  Snapshot snapshot() {
    List<HasMetadata> objects = new ArrayList<>();
    informers.forEach(each -> objects.addAll(each.getStore().list()));
    return new Snapshot(objects);
  }

  @Override
  public void close() {
    closed = true;
    informers.forEach(SharedIndexInformer::stop);
  }
}
