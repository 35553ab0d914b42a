/**
 * The connections of clients: how many there may be, how long one may take to say what it wants,
 * where it comes from, and that its requests are framed in one way only.
 */
package dev.dizhtime.gateway.guests;
