package dev.dizhtime.testkit.violations.shop.usecase;

import java.sql.Connection;

public record FrameworkAwareUsecase(Connection framework) {}
