/**
 * Who is at the browser. There is no session store: a session is an encrypted, authenticated cookie
 * per portal, which holds the tokens, the CSRF token and when it ends.
 *
 * <p>Always: a cookie of one portal does not open at another; an altered or expired one is as none;
 * a session enters the browser only over what it regards as a secure origin; every POST is checked
 * twice (where it comes from, and the token).
 */
package dev.dizhtime.portal.design.session;
