/**
 * Keys of clients that are at an address ({@code jwks_uri}).
 *
 * <p>In comes an address that an admin has registered; out come keys that signatures may be checked
 * with. What always holds: nothing is asked but over TLS, at an address of the whole world that was
 * looked at just before, without following redirects, for three seconds and 64 KiB at most, and not
 * more often than once a minute.
 */
package dev.dizhtime.auth.oidc.keys;
