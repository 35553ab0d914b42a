/**
 * One order from search to settlement, by a customer, a restaurant and a driver, through the
 * gateway.
 */
package dev.dizhtime.local.demo;
