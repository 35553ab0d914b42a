/** How much one client may ask of a route. */
package dev.dizhtime.gateway.limits;
