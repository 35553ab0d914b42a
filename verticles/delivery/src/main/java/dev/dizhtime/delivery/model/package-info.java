/**
 * What a delivery task is and what may happen to it, without a database, a clock or a network. A
 * refusal is a value ({@link dev.dizhtime.delivery.model.TaskChange.Refused}), never an exception.
 */
package dev.dizhtime.delivery.model;
