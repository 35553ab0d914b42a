package dev.dizhtime.portal.design.view;

import java.util.Set;

/**
 * A template, or a part of one.
 *
 * @param template below {@code dev/dizhtime/portal/}, without {@code .html}; a constant, never
 *     input
 * @param selectors the fragment to render; empty for the whole template
 */
public record View(String template, Set<String> selectors) {
  public View {
    selectors = Set.copyOf(selectors);
  }

  /** A whole page. */
  public static View page(String template) {
    return new View(template, Set.of());
  }

  /** One fragment of this page, to be put into a page that is already there. */
  public View part(String fragment) {
    return new View(template, Set.of(fragment));
  }
}
