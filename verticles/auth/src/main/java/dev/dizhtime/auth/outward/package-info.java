/**
 * Answers of servers that are not ours.
 *
 * <p>In comes an answer's head; out comes its body. What always holds: no more of it is read than a
 * bound allows; whoever sends more is hung up on.
 */
package dev.dizhtime.auth.outward;
