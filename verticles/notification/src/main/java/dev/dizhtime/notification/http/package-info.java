/** A user's own inbox over HTTP, as {@code openapi.yaml} describes it. */
package dev.dizhtime.notification.http;
