/** Auth's operations, bound to {@code openapi.yaml} by operation id. */
package dev.dizhtime.auth.http;
