/**
 * Configuration: read once, at start, from the environment into records. A secret never prints.
 * Nothing else in the project looks at the environment.
 */
package dev.dizhtime.runtime.config;
