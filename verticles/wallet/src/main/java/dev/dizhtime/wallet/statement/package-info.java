/**
 * What an account was worth at an instant, and what happened to it in a period: as pages and as
 * CSV.
 *
 * <p>Always true: nobody sees an account that is not theirs, as if it were not there; a balance in
 * the past is today's less what has happened since, so it costs what has happened since; a CSV is
 * read and sent page by page.
 */
package dev.dizhtime.wallet.statement;
