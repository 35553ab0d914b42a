package dev.dizhtime.runtime.service;

/** The wiring of a service: build, mount, start. It reads like a table of contents. */
@FunctionalInterface
public interface ServiceVerticle {
  /**
   * Opens everything the service stands on. Runs on a virtual thread of the service's own context,
   * so {@code await()} is allowed; whatever is opened registers its end with {@link
   * ServiceContext#onStop}.
   *
   * @throws Exception when the service can't start; all that was opened is then closed again
   */
  void start(ServiceContext service) throws Exception;
}
