/**
 * What the wallet is asked to do: hold, capture and release an order's money, pay in, tell a
 * customer's statement, verify the books. Ports: {@link dev.dizhtime.wallet.usecase.Books} to
 * write, {@link dev.dizhtime.wallet.usecase.Statements} to read, {@link
 * dev.dizhtime.wallet.usecase.Journal} to verify.
 *
 * <p>Always true: a command that comes again has no second effect and gets the same answer; a
 * refused command changes nothing.
 */
package dev.dizhtime.wallet.usecase;
