/** The operations of {@code openapi.yaml}. */
package dev.dizhtime.restaurant.http;
