/**
 * Leaving: what we know of somebody, for them to take away, and the deletion of their account.
 *
 * <pre>
 *   asked with the password ─► deletion_at, 14 days ahead ─► called off, or
 *                              the account and all that hangs on it go, AccountDeleted on "users"
 * </pre>
 *
 * <p>Always true: rows and event are one transaction; a deletion that is under way can be called
 * off until it has happened; what stays are entries of the security log, with the bare user id.
 */
package dev.dizhtime.auth.departure;
