package dev.dizhtime.restaurant.usecase;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.restaurant.OptionGroup;
import java.util.List;

/**
 * An item as the owner writes it.
 *
 * @param itemId of an item that is on the menu; null for a new one
 * @param options none when absent
 * @param stock how many are left; null when nobody counts them
 */
public record ItemDraft(
    MenuItemId itemId,
    String name,
    String description,
    String category,
    Money price,
    boolean available,
    List<OptionGroup> options,
    Integer stock) {}
