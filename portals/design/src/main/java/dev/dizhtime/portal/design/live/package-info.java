/**
 * Live pages by server-sent events. A stream carries no data: it says "look again", and the page
 * reads the truth over an ordinary request, with a session that is renewed as usual.
 *
 * <pre>
 *   topic ─► TopicTail ─► LiveStreams.changed(key) ─► event: change ─► htmx GET of the fragment
 * </pre>
 *
 * <p>Always: the number of streams is bounded; a client that reads too slowly is closed and counted
 * (it comes back by itself); many changes at once are one event; a stream begins with an event, so
 * nothing is missed between a page and its stream; a stream ends with the access token that it was
 * opened with.
 */
package dev.dizhtime.portal.design.live;
