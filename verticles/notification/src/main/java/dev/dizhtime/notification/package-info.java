/**
 * What users are told: an inbox for each, and the same by e-mail.
 *
 * <pre>
 *   users, restaurants,
 *   orders, deliveries, wallet ─► wording ─┬─ notification row ─► GET /api/notifications
 *                                          ├─ outbox row ─► notifications
 *                                          └─ mail row ─► MailSender ─► SMTP
 *   mail.commands ─► wording ───────────────── mail row
 * </pre>
 *
 * <p>In: {@code users}, {@code restaurants}, {@code orders}, {@code deliveries}, {@code wallet},
 * {@code mail.commands} (mails about accounts, which are in no inbox and on no topic). Out: {@code
 * notifications}, and mails. Tables: {@code known_user}, {@code known_restaurant}, {@code
 * notification}, {@code restaurant_notice}, {@code restaurant_notice_read}, {@code mail}.
 *
 * <p>Always true: the notification, its event and its mail are one transaction; an event that comes
 * twice tells nobody twice; codes are told as sentences, times by the restaurant's clock or UTC; no
 * words of a stranger become a header or a line of their own; a mail waits for its address and for
 * the mail server, and is lost by neither. What is about a restaurant's orders is addressed to its
 * owner, who gets the mail; whoever works there, as their token says, may read it as well.
 */
package dev.dizhtime.notification;
