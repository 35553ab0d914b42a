/** The portals as a browser shows them, against the whole platform. */
package dev.dizhtime.local.browser;
