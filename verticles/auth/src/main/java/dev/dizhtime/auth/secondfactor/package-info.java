/**
 * A second factor: codes of an authenticator app (RFC 6238), and ten recovery codes for whoever has
 * lost it. Where everybody needs one, whoever has no app is mailed a code at each log-in.
 *
 * <pre>
 *   password ─► begin: a secret, shown once ─► a code of it: it counts, ten recovery codes, all
 *                                              other sessions end
 *   log-in   ─► 401 with a challenge (5 minutes) ─► challenge + code ─► session
 *                 no app: SendAccountMail with six digits for this challenge only
 * </pre>
 *
 * <p>Tables: second_factor, recovery_code, log_in_challenge. Always true: a code is good once; a
 * mailed one only for the log-in that it was mailed for; a secret is sealed where it is kept;
 * guessing codes is as slow as guessing passwords; whoever changes the factor has shown the
 * password.
 */
package dev.dizhtime.auth.secondfactor;
