/**
 * Auth as an OAuth 2.0 authorization server and OpenID provider.
 *
 * <pre>
 *   browser ─► authorize ─► sign-in page ─► consent page ─► code ─► the client's redirect URI
 *   client  ─► token (code + verifier | refresh token | its own credentials) ─► tokens
 *   client  ─► revoke, introspect, userinfo, end session
 *   admin   ─► clients            person ─► consents, sessions
 * </pre>
 *
 * <p>Rooms: {@code model} has what a client, a grant and a scope are; {@code protocol} reads and
 * writes the messages, with Nimbus; {@code persistence} keeps clients, codes, consents and browser
 * sessions; {@code http} has the endpoints and the pages.
 *
 * <p>Tables: oauth_client, authorization_code, consent, browser_session, client_assertion, and the
 * sessions of auth, to which a client's grant is one more.
 *
 * <p>Always true: a browser is sent to registered addresses only; a code is good once, for a
 * minute, for the client and the verifier that it was asked with; a secret, code or token is kept
 * as its hash; a client's token reaches only operations whose scope it has.
 */
package dev.dizhtime.auth.oidc;
