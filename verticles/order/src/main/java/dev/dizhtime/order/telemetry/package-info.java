/** What is measured: orders by state, the age of the oldest open one, how long funding takes. */
package dev.dizhtime.order.telemetry;
