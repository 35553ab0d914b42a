/**
 * What can be done with tasks and drivers. Each use case is one transaction ({@link
 * dev.dizhtime.delivery.usecase.Transactions}); a task's row is locked before its driver's, so that
 * two use cases never wait for each other in a circle.
 */
package dev.dizhtime.delivery.usecase;
