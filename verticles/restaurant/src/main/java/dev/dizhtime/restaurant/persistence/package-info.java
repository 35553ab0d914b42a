/** Restaurants, owners and the outbox in MongoDB. Needs neither transactions nor change streams. */
package dev.dizhtime.restaurant.persistence;
