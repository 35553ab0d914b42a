/** The platform's API as its users see it: through the gateway, logged in, with retries. */
package dev.dizhtime.local.client;
