package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How the cluster is reached and what is looked at; in variables whose names begin with {@code
 * DIZHTIME_}.
 *
 * @param api where the API server is, without log-in ({@code KUBERNETES_API}); null for what the
 *     pod's service account or the kube config says
 * @param watchedNamespace the only namespace whose objects count ({@code WATCH_NAMESPACE}); null
 *     for all
 * @param ownNamespace where the lease is ({@code POD_NAMESPACE}, default)
 * @param identity who we are among the gateways that want to lead; never used twice
 * @param publishedService the Service whose addresses are told as status, as {@code namespace/name}
 *     ({@code PUBLISHED_SERVICE}); null for none
 * @param publishedAddresses addresses or names told instead ({@code PUBLISHED_ADDRESSES}, with
 *     commas)
 * @param tlsSecrets whether Secrets are looked at for certificates ({@code CLUSTER_CERTIFICATES},
 *     on)
 * @param trustedServices Services of our own namespace whose pods' word about clients is taken
 *     ({@code TRUSTED_SERVICES}, none; with commas)
 * @param gatewayApi whether objects of the Gateway API are looked at ({@code GATEWAY_API}, off)
 */
public record KubernetesSettings(
    URI api,
    String watchedNamespace,
    String ownNamespace,
    String identity,
    String publishedService,
    List<String> publishedAddresses,
    List<String> trustedServices,
    boolean tlsSecrets,
    boolean gatewayApi) {
  private static final int MAX_ADDRESSES = 16;

  public KubernetesSettings {
    publishedAddresses = List.copyOf(publishedAddresses);
    trustedServices = List.copyOf(trustedServices);
  }

  /**
   * Reads them.
   *
   * @throws ConfigException when one is wrong
   */
  public static KubernetesSettings from(Env env) {
    List<String> addresses = words(env.find("PUBLISHED_ADDRESSES"));
    if (addresses.size() > MAX_ADDRESSES) {
      throw new ConfigException("DIZHTIME_PUBLISHED_ADDRESSES must be at most " + MAX_ADDRESSES);
    }
    String service = env.find("PUBLISHED_SERVICE").orElse(null);
    if (service != null && !service.matches("[^/]+/[^/]+")) {
      throw new ConfigException("DIZHTIME_PUBLISHED_SERVICE must be like namespace/name");
    }
    return new KubernetesSettings(
        env.find("KUBERNETES_API").isPresent() ? env.uri("KUBERNETES_API") : null,
        env.find("WATCH_NAMESPACE").orElse(null),
        env.text("POD_NAMESPACE", "default"),
        env.text("POD_NAME", "gateway") + "-" + UUID.randomUUID(),
        service,
        addresses,
        words(env.find("TRUSTED_SERVICES")),
        on(env, "CLUSTER_CERTIFICATES", "on"),
        on(env, "GATEWAY_API", "off"));
  }

  private static List<String> words(Optional<String> list) {
    return list.stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static boolean on(Env env, String name, String usual) {
    String text = env.text(name, usual);
    if (!text.equals("on") && !text.equals("off")) {
      throw new ConfigException("DIZHTIME_" + name + " must be on or off");
    }
    return text.equals("on");
  }
}
