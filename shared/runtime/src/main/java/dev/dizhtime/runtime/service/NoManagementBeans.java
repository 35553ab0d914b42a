package dev.dizhtime.runtime.service;

import java.lang.reflect.Proxy;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/**
 * A server of management beans that takes all and keeps none. Kafka's clients want one, and making
 * the JDK's with its beans takes a service a tenth of its start. What a service tells of itself, it
 * tells by its metrics.
 */
public final class NoManagementBeans extends MBeanServerBuilder {
  private static final String SETTING = "javax.management.builder.initial";

  /** To be called before anybody asks for the process's server. */
  static void provide() {
    if (System.getProperty(SETTING) == null) {
      System.setProperty(SETTING, NoManagementBeans.class.getName());
    }
  }

  @Override
  public MBeanServer newMBeanServer(
      String domain, MBeanServer outer, MBeanServerDelegate delegate) {
    return (MBeanServer)
        Proxy.newProxyInstance(
            MBeanServer.class.getClassLoader(),
            new Class<?>[] {MBeanServer.class},
            (_, method, _) -> nothing(method.getReturnType()));
  }

  private static Object nothing(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == Integer.class) {
      return 0;
    }
    return type == Set.class ? Set.of() : null;
  }
}
