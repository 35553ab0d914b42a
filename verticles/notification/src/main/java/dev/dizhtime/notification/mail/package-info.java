/**
 * The mail queue and its sender. A mail is a row; it is claimed for the length of a lease, sent,
 * and marked. When the process ends in between, the lease runs out and the mail is sent again under
 * the same {@code Message-ID}, by which a repeat is recognised.
 */
package dev.dizhtime.notification.mail;
