/** What can be done with restaurants, and the ports through which it is done. */
package dev.dizhtime.restaurant.usecase;
