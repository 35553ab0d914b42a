/** What clients, grants and scopes are. Plain Java. */
package dev.dizhtime.auth.oidc.model;
