/**
 * What can be done with accounts and sessions, and the ports that it needs. A refusal is a value;
 * an exception is a failure.
 */
package dev.dizhtime.auth.usecase;
