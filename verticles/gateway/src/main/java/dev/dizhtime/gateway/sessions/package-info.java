/**
 * Sessions that have ended while access tokens of theirs would still be good: auth is asked again
 * and again, and what it tells is kept for as long as it matters. Nothing waits for it; while auth
 * is away nobody ends a session either.
 */
package dev.dizhtime.gateway.sessions;
