/**
 * Orders, saga logs and the projection of restaurants in PostgreSQL; the tables are in {@code db/}
 * beside {@code openapi.yaml}. Who may see an order is part of each query's predicate.
 */
package dev.dizhtime.order.persistence;
