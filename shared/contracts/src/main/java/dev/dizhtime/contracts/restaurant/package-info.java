/** Restaurants and their menus, told by the restaurant service; each event is a whole snapshot. */
package dev.dizhtime.contracts.restaurant;
