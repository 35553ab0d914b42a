package dev.dizhtime.contracts.restaurant;

import dev.dizhtime.contracts.Money;

/**
 * One choice of a group.
 *
 * @param optionId unique within the item, 1 to 40 characters
 * @param name 1 to 60 characters
 * @param price added to the item's; zero for nothing
 * @param available whether it can be chosen at present
 */
public record Option(String optionId, String name, Money price, boolean available) {}
