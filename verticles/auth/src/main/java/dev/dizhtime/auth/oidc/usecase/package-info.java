/** The ports of the provider: what it wants kept, in its own words. */
package dev.dizhtime.auth.oidc.usecase;
