/**
 * The security log: what happened to accounts and keys, by whom.
 *
 * <p>Each entry is written in the transaction of what it tells, with a {@code
 * SecurityEventRecorded} for the topic "security". Entries are kept for 180 days and never changed;
 * they hold user ids but neither addresses nor secrets.
 */
package dev.dizhtime.auth.audit;
