/** Measurements of a running platform, from outside, and of the ledger on servers of its own. */
package dev.dizhtime.local.bench;
