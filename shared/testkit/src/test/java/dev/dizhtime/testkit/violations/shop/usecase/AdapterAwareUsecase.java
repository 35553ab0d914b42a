package dev.dizhtime.testkit.violations.shop.usecase;

import dev.dizhtime.testkit.violations.shop.persistence.HttpAwarePersistence;

public record AdapterAwareUsecase(HttpAwarePersistence adapter) {}
