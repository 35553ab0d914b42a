package dev.dizhtime.advisories;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for weaknesses, and at the exceptions. */
record Search(Advisories advisories, List<Exemption> exemptions, LocalDate today) {
  /**
   * What is to be mended, in sentences.
   *
   * @param parts with the modules that run with each
   */
  List<String> complaints(Map<Part, Set<String>> parts) {
    List<String> complaints = new ArrayList<>();
    Set<Exemption> used = new HashSet<>();
    parts.forEach(
        (part, modules) -> {
          for (Advisory advisory : advisories.records()) {
            if (advisory.concerns(part)) {
              List<Exemption> covering =
                  exemptions.stream().filter(each -> each.covers(part, advisory)).toList();
              used.addAll(covering);
              if (covering.isEmpty()) {
                complaints.add(
                    part
                        + " has "
                        + advisory.name()
                        + ": "
                        + advisory.summary()
                        + "; in "
                        + modules);
              }
            }
          }
        });
    for (Exemption exemption : exemptions) {
      if (!used.contains(exemption)) {
        complaints.add(exemption + " is for nothing that is found; remove it");
      } else if (exemption.complaint(today) != null) {
        complaints.add(exemption + " " + exemption.complaint(today));
      }
    }
    return complaints;
  }
}
