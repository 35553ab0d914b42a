/**
 * The wallet's API, bound to {@code openapi.yaml} by operation id: whoever calls sees and changes
 * their own money only; admins see the books.
 */
package dev.dizhtime.wallet.http;
