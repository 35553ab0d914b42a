/**
 * The messages of OAuth 2.0 and OpenID Connect, read and written by Nimbus's SDK: what it does not
 * take for a message is none. A refusal is a {@link dev.dizhtime.auth.oidc.protocol.Refusal} with
 * the protocol's own error.
 */
package dev.dizhtime.auth.oidc.protocol;
