package dev.dizhtime.testkit.exemplary.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.testkit.exemplary.usecase.Amounts;

public record AmountRoutes(Amounts amounts, JsonNode body) {}
