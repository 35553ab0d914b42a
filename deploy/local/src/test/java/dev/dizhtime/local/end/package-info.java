/** The whole platform, as people start it and use it. */
package dev.dizhtime.local.end;
