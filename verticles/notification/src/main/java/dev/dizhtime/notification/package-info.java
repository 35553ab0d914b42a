/**
 * What users are told: an inbox for each, and the same by e-mail.
 *
 * <pre>
 *   users, orders, deliveries, wallet ─► wording ─┬─ notification row ─► GET /api/notifications
 *                                                 ├─ outbox row ─► notifications
 *                                                 └─ mail row ─► MailSender ─► SMTP
 * </pre>
 *
 * <p>In: {@code users}, {@code orders}, {@code deliveries}, {@code wallet}. Out: {@code
 * notifications}, and mails. Tables: {@code known_user}, {@code notification}, {@code mail}.
 *
 * <p>Always true: the notification, its event and its mail are one transaction; an event that comes
 * twice tells nobody twice; no words of a stranger become a header or a line of their own; a mail
 * waits for its address and for the mail server, and is lost by neither.
 */
package dev.dizhtime.notification;
