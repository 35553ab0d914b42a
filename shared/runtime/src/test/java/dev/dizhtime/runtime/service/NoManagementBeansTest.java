package dev.dizhtime.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServerDelegate;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class NoManagementBeansTest {
  @Test
  void takesEachBeanAndKeepsNone() throws JMException {
    var builder = new NoManagementBeans();
    MBeanServerDelegate delegate = builder.newMBeanServerDelegate();
    var server = builder.newMBeanServer("test", null, delegate);
    var name = new ObjectName("kafka.producer:type=app-info,id=one");
    server.registerMBean(ManagementFactory.getRuntimeMXBean(), name);
    server.registerMBean(ManagementFactory.getRuntimeMXBean(), name);
    assertThat(server.isRegistered(name)).isFalse();
    assertThat(server.queryNames(null, null)).isEmpty();
    assertThat(server.getMBeanCount()).isZero();
  }
}
