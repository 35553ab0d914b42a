/**
 * Whether somebody reads the mails to an address: to confirm it, and to choose another password.
 *
 * <pre>
 *   registration, or asked again ─► one-time token (its hash is kept) ─► SendAccountMail
 *   reset asked for ─► a row and 202, whoever asks ─► later: account? token and mail : nothing
 *   confirmation ─► the token is deleted with what it allows, or neither
 * </pre>
 *
 * <p>Always true: a token is good once and for a bounded time; an address gets a bounded number of
 * mails per hour; who asks for a reset learns nothing about an account, by words or by time.
 */
package dev.dizhtime.auth.recovery;
