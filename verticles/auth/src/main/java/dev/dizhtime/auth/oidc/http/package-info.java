/**
 * The endpoints of the provider and its two pages. Whoever calls from behind a client is answered
 * in the protocol's JSON; whoever comes with a browser, in HTML that needs no script.
 */
package dev.dizhtime.auth.oidc.http;
