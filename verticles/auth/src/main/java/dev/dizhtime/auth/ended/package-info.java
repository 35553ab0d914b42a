/**
 * What access tokens are to end with: the sessions that have ended while tokens of theirs would
 * still be good, told to the gateway, which asks again and again.
 *
 * <p>In comes: nothing; the database writes down each session that ends, however it does. Out goes:
 * a list of the last quarter of an hour. It holds ids of sessions and nothing of anybody.
 */
package dev.dizhtime.auth.ended;
