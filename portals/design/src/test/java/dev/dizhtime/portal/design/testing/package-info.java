/**
 * What the tests of all portals stand on: the platform's answers in a map, and a browser of sorts.
 */
package dev.dizhtime.portal.design.testing;
