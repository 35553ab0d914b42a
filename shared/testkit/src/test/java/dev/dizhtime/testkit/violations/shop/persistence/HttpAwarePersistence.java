package dev.dizhtime.testkit.violations.shop.persistence;

import dev.dizhtime.testkit.violations.shop.http.MessagingAwareHttp;

public record HttpAwarePersistence(MessagingAwareHttp adapter) {}
