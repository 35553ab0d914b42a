/** The API of drivers and operators, as {@code openapi.yaml} describes it. */
package dev.dizhtime.delivery.http;
