package dev.dizhtime.contracts.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;
import java.util.UUID;

/**
 * One part of an {@link AdjustFunds}.
 *
 * @param from who bears it
 * @param fromOwner null for the platform's own accounts
 * @param to who gets it
 * @param toOwner null for the platform's own accounts
 * @param amount above zero
 */
public record Movement(
    Party from,
    @JsonInclude(JsonInclude.Include.NON_NULL) UUID fromOwner,
    Party to,
    @JsonInclude(JsonInclude.Include.NON_NULL) UUID toOwner,
    Money amount) {}
