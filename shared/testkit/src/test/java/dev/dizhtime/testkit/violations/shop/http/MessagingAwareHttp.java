package dev.dizhtime.testkit.violations.shop.http;

import dev.dizhtime.testkit.violations.shop.messaging.PersistenceAwareMessaging;

public record MessagingAwareHttp(PersistenceAwareMessaging adapter) {}
