/** What the service hears from others. */
package dev.dizhtime.restaurant.messaging;
