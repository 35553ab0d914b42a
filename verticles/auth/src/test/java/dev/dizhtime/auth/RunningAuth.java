package dev.dizhtime.auth;

import dev.dizhtime.auth.usecase.Passwords;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.TestHttp;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Auth on real infrastructure, as {@link AuthEnvironment} says and a test says otherwise. */
public final class RunningAuth implements AutoCloseable {
  private final Infrastructure infra;
  private final RunningService service;

  /** With this environment and nothing else. */
  public RunningAuth(Infrastructure infra, Map<String, String> environment, Clock clock) {
    this.infra = infra;
    this.service = ServiceRunner.start(AuthService.SERVICE, Env.of(environment), clock);
  }

  /** With hashing that a test has a hold on. */
  RunningAuth(Infrastructure infra, UnaryOperator<Passwords> hashing) {
    this.infra = infra;
    this.service =
        ServiceRunner.start(
            new Service("auth", () -> new AuthVerticle(hashing)),
            Env.of(AuthEnvironment.of(infra)),
            Clock.systemUTC());
  }

  static RunningAuth start(Infrastructure infra) {
    return start(infra, Map.of());
  }

  static RunningAuth start(Infrastructure infra, Map<String, String> more) {
    return start(infra, more, Clock.systemUTC());
  }

  static RunningAuth start(Infrastructure infra, Map<String, String> more, Clock clock) {
    Map<String, String> environment = AuthEnvironment.of(infra);
    environment.putAll(more);
    return new RunningAuth(infra, environment, clock);
  }

  TestHttp http() {
    return infra.http(service.address());
  }

  TestHttp management() {
    return TestHttp.at("http://127.0.0.1:" + service.managementPort());
  }

  @Override
  public void close() {
    service.close();
  }
}
