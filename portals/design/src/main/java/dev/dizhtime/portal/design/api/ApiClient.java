package dev.dizhtime.portal.design.api;

import dev.dizhtime.runtime.config.Secret;
import java.util.Optional;

/** The platform's API. */
@FunctionalInterface
public interface ApiClient {
  /**
   * Sends a request and waits for its answer.
   *
   * @param token in whose name; empty for what is open to all
   * @param answer what a success is read into; {@code Void.class} when the body does not matter,
   *     {@code String.class} for the body as it is
   * @return null for {@code Void.class}
   * @throws ApiProblemException when the platform refuses, or with 503 when it does not answer in
   *     time
   */
  <T> T call(ApiRequest request, Optional<Secret> token, Class<T> answer);
}
