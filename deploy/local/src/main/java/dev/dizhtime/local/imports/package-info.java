/** Restaurants from a file, through the platform's own import. */
package dev.dizhtime.local.imports;
