package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.restaurant.Option;
import dev.dizhtime.contracts.restaurant.OptionGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What may be chosen with an item. */
final class OptionRules {
  private static final int MAX_GROUPS = 20;
  private static final int MAX_OPTIONS = 30;
  private static final int MAX_ID = 40;
  private static final int MAX_NAME = 60;

  private OptionRules() {}

  /** The first rule that is broken, if any; fields are named like {@code items[3].options[0]}. */
  static Optional<Refusal.Unacceptable> broken(
      List<OptionGroup> groups, String item, String currency) {
    if (groups.size() > MAX_GROUPS) {
      return refuse(item + ".options", "holds more than " + MAX_GROUPS + " groups");
    }
    Set<String> groupIds = new HashSet<>();
    Set<String> optionIds = new HashSet<>();
    for (int i = 0; i < groups.size(); i++) {
      String at = item + ".options[" + i + "]";
      OptionGroup group = groups.get(i);
      Optional<Refusal.Unacceptable> broken = broken(group, at);
      if (broken.isPresent()) {
        return broken;
      }
      if (!groupIds.add(group.groupId())) {
        return refuse(at + ".groupId", "is another group's, too");
      }
      broken = options(group, at, currency, optionIds);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal.Unacceptable> broken(OptionGroup group, String at) {
    int size = group.options().size();
    if (size < 1 || size > MAX_OPTIONS) {
      return refuse(at + ".options", "must be 1 to " + MAX_OPTIONS);
    }
    return Stream.of(
            Texts.line(at + ".groupId", group.groupId(), MAX_ID),
            Texts.line(at + ".name", group.name(), MAX_NAME),
            group.max() < 1 || group.max() > size
                ? refuse(at + ".max", "must be from 1 to the number of options, " + size)
                : Optional.<Refusal.Unacceptable>empty(),
            group.min() < 0 || group.min() > group.max()
                ? refuse(at + ".min", "must be from 0 to max, " + group.max())
                : Optional.<Refusal.Unacceptable>empty())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Refusal.Unacceptable> options(
      OptionGroup group, String groupAt, String currency, Set<String> optionIds) {
    for (int i = 0; i < group.options().size(); i++) {
      String at = groupAt + ".options[" + i + "]";
      Option option = group.options().get(i);
      Optional<Refusal.Unacceptable> broken =
          Stream.of(
                  Texts.line(at + ".optionId", option.optionId(), MAX_ID),
                  Texts.line(at + ".name", option.name(), MAX_NAME),
                  MenuRules.price(at + ".price", option.price(), currency))
              .flatMap(Optional::stream)
              .findFirst();
      if (broken.isPresent()) {
        return broken;
      }
      if (!optionIds.add(option.optionId())) {
        return refuse(at + ".optionId", "is another option's of the item, too");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal.Unacceptable> refuse(String field, String why) {
    return Optional.of(new Refusal.Unacceptable(field, why));
  }
}
