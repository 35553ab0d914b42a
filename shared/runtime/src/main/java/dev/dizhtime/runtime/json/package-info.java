/** JSON for people outside (strict) and for messages between versions of ourselves (tolerant). */
package dev.dizhtime.runtime.json;
