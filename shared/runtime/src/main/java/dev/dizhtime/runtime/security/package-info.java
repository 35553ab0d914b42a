/**
 * Who is calling. Every service checks tokens itself: signature by auth's published keys (cached,
 * so that auth may be down), algorithm, type, issuer, audience and time.
 */
package dev.dizhtime.runtime.security;
