package dev.dizhtime.testkit.exemplary.model;

import dev.dizhtime.contracts.UserId;

public record Amount(UserId owner, long minor) {}
