/**
 * Known weaknesses of other people's libraries, and the search for them.
 *
 * <p>In come the records of {@code osv/}, the exceptions of {@code exceptions.json}, and the parts
 * of every module: what Maven resolved for it ({@code target/parts.txt}), what is repacked inside
 * of those jars, and the scripts of their web pages. Out come sentences, one for each part with a
 * weakness that is not excepted and for each exception that is wrong. Nothing here needs a network
 * but {@link dev.dizhtime.advisories.Refresh}.
 *
 * <p>What always holds: an exception has a reason and an end, and is there for a weakness that is
 * found.
 */
package dev.dizhtime.advisories;
