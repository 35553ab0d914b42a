/**
 * What customers search: restaurants by words, cuisine and distance.
 *
 * <p>In: the {@code restaurants} topic; HTTP ({@code openapi.yaml}). Out: nothing. Kept in
 * Elasticsearch: one index per version of its mapping, behind an alias; all of it can be made again
 * from the topic, and is, when it is not there.
 *
 * <p>Always: a restaurant is found as its highest version says, in whatever order and however often
 * the events come, because the version of the event is the version of the document.
 *
 * <pre>
 *   topic ──► RestaurantIndexer ──bulk──► alias ──► index-v1
 *                   ▲                       ▲
 *        IndexLifecycle (creates,           └── SearchRestaurants ◄── HTTP
 *        fills, then points the alias)
 * </pre>
 */
package dev.dizhtime.search;
