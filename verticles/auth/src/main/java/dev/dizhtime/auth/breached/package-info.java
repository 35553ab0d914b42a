/**
 * Passwords that were in a leak: a service outside knows hundreds of millions, if an operator names
 * one ({@code DIZHTIME_BREACHED_PASSWORDS_URL}).
 *
 * <pre>
 *   a new password ─► offline rules ─► five digits of its SHA-1 ─► the service
 *                                        its suffixes are compared here ◄──┘
 * </pre>
 *
 * <p>Always true: nothing but those five digits leaves, neither the trace nor any log has more or
 * even them; nobody waits for the service for longer than a second and a half, and after a failure
 * nobody does for ten; while it can't be asked, the offline rules alone decide.
 */
package dev.dizhtime.auth.breached;
