/**
 * The demo city: something to look at and to order from after the first start. Names, menus and
 * places are the project's own. It is filled through the gateway, as anybody could do it.
 */
package dev.dizhtime.local.city;
