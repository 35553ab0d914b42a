/** What the order saga asks of delivery, and what happens to deliveries and drivers. */
package dev.dizhtime.contracts.delivery;
