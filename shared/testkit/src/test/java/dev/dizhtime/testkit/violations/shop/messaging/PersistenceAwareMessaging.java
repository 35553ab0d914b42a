package dev.dizhtime.testkit.violations.shop.messaging;

import dev.dizhtime.testkit.violations.shop.persistence.HttpAwarePersistence;

public record PersistenceAwareMessaging(HttpAwarePersistence adapter) {}
