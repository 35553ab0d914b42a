/** The API descriptions of all services as one, and the page that shows it. */
package dev.dizhtime.gateway.description;
