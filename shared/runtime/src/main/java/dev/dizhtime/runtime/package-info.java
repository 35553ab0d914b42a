/**
 * What every service stands on. Each package is a room with its own door sign; a service opens what
 * it needs of them in its verticle.
 */
package dev.dizhtime.runtime;
