package dev.dizhtime.testkit.violations.shop.model;

import com.fasterxml.jackson.databind.JsonNode;

public record ImpureModel(JsonNode framework) {}
