/** What happens to an order, told by the order service. */
package dev.dizhtime.contracts.order;
