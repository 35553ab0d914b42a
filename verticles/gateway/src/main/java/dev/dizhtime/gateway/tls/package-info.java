/**
 * Which certificate a client gets: by the name that it asks for (SNI), from folders or from whoever
 * else knows them, and renewed without a new start.
 */
package dev.dizhtime.gateway.tls;
