package dev.dizhtime.contracts.restaurant;

import java.util.List;

/**
 * What a customer chooses with an item, e.g. the size.
 *
 * @param groupId unique within the item, 1 to 40 characters
 * @param name 1 to 60 characters
 * @param min how many must be chosen, 0 to {@code max}
 * @param max how many may be chosen, 1 to the number of options
 * @param options 1 to 30
 */
public record OptionGroup(String groupId, String name, int min, int max, List<Option> options) {
  public OptionGroup {
    options = List.copyOf(options);
  }
}
