/** The provider as clients, browsers and attackers meet it. */
package dev.dizhtime.auth.oidc;
