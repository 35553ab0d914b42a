package dev.dizhtime.contracts.restaurant;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;

/**
 * Something a customer can order.
 *
 * @param name 1 to 120 characters
 * @param description up to 500 characters, never null
 * @param category the heading it stands under, 1 to 60 characters
 * @param available whether it can be ordered at present
 */
public record MenuItem(
    MenuItemId itemId,
    String name,
    String description,
    String category,
    Money price,
    boolean available) {}
