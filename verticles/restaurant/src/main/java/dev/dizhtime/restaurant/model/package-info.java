/** What a restaurant is and what may be done to it. Knows no database and no HTTP. */
package dev.dizhtime.restaurant.model;
