/**
 * Sign-in through somebody else's OpenID provider, with auth as the relying party.
 *
 * <pre>
 *   sign-in page ─► /oauth/outside/{name} ─► the provider ─► /oauth/outside/{name}/back ─► authorize
 * </pre>
 *
 * <p>Always true: who comes back is the browser that was sent; the id token is the provider's, for
 * us and for this sign-in; an account is found by the provider's own id of the person, and the
 * first time by an address that both the provider and we have confirmed.
 */
package dev.dizhtime.auth.oidc.outside;
