/** Measurements of a running platform, from outside. */
package dev.dizhtime.local.bench;
