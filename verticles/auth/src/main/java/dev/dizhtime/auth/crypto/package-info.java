/**
 * Passwords (Argon2id), access tokens (ES256), refresh tokens (random) and the sealing of the
 * signing key (AES-GCM).
 */
package dev.dizhtime.auth.crypto;
