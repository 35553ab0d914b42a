/** What is where: the routes file, its rules, and which paths are looked at at all. Pure Java. */
package dev.dizhtime.gateway.routing;
