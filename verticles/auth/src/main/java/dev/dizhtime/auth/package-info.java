/**
 * Who someone is: accounts, log-in, refresh tokens and the signing key.
 *
 * <pre>
 *   register ─► account + credential + UserRegistered (outbox ─► topic "users")
 *   log in   ─► access token (ES256, 15 minutes) + refresh token (opaque, its hash is kept)
 *   refresh  ─► the refresh token is used up, a new one of the same family takes its place
 *   used up token again ─► after 10 seconds somebody has a copy: the whole family is revoked
 *   wrong password     ─► after 5, each doubles the wait, up to 15 minutes
 *
 *   breached      passwords that were in a leak
 *   recovery      confirming addresses, choosing another password
 *   secondfactor  codes beside the password
 *   staff         who works where, and what accounts may be
 *   departure     data to take along, deletion
 *   audit         the log of what matters to security
 * </pre>
 *
 * <p>Other programs act for people through {@link dev.dizhtime.auth.oidc}: OAuth 2.0 and OpenID
 * Connect.
 *
 * <p>Comes in: HTTP; {@code RestaurantPublished}. Goes out: {@code UserRegistered}, {@code
 * AccountDeleted}, {@code SendAccountMail}, {@code SecurityEventRecorded}, access tokens, the
 * public keys at {@code /api/auth/jwks}. Tables: account, credential, session, refresh_token,
 * signing_key, log_in_failure, and those that the rooms name.
 *
 * <p>Always true: an e-mail address has one account, whatever its letters' case; no password,
 * refresh token or private key is stored in clear; an answer to a log-in tells neither by its words
 * nor by its time whether the account exists; the keys take turns, and every key is published
 * before its turn and after it.
 */
package dev.dizhtime.auth;
