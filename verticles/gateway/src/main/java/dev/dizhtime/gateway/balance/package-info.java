/**
 * Which of a route's endpoints gets a request: the one with the fewest in hand that is well. What
 * fails again and again is left alone for a while, and tried with one request before it is trusted
 * again.
 */
package dev.dizhtime.gateway.balance;
