package dev.dizhtime.local.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a kitchen has of the one thing that it counts, and so what may be sold of it.
 *
 * @param restaurantId whose it is
 * @param itemId what is counted
 * @param supplied how many were ever put on the shelf
 */
record Shelf(String restaurantId, String itemId, long supplied) {
  /**
   * What the platform says of a shelf.
   *
   * @param left on the shelf, by the restaurant's document
   * @param used by orders that left the restaurant
   * @param claimed by orders, according to the document, whether or not they are over
   */
  record Count(long left, long used, long claimed) {}

  /** What is wrong with the shelves when every order is over, as sentences. */
  record Findings(List<String> oversold, List<String> adrift) {
    static Findings of(Map<Shelf, Count> counts) {
      List<String> oversold = new ArrayList<>();
      List<String> adrift = new ArrayList<>();
      counts.forEach(
          (shelf, count) -> {
            if (count.used() > shelf.supplied() || count.left() < 0) {
              oversold.add(shelf.sentence(count));
            } else if (count.claimed() != 0 || count.left() != shelf.supplied() - count.used()) {
              adrift.add(shelf.sentence(count));
            }
          });
      return new Findings(oversold, adrift);
    }
  }

  private String sentence(Count count) {
    return "item %s of restaurant %s: %d supplied, %d used, %d left, %d claimed by orders"
        .formatted(itemId, restaurantId, supplied, count.used(), count.left(), count.claimed());
  }
}
