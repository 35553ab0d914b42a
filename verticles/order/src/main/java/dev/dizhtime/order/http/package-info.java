/**
 * The operations of {@code openapi.yaml}: JSON in, a use case, JSON or a problem out. Requests are
 * validated against the document before they come here.
 */
package dev.dizhtime.order.http;
