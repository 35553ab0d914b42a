package dev.dizhtime.restaurant.usecase;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;

/**
 * An item as the owner writes it.
 *
 * @param itemId of an item that is on the menu; null for a new one
 */
public record ItemDraft(
    MenuItemId itemId,
    String name,
    String description,
    String category,
    Money price,
    boolean available) {}
