/** Quotes as JSON Web Signatures (RFC 7515): what customers carry and nobody else can make. */
package dev.dizhtime.order.token;
