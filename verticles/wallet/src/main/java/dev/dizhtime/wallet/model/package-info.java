/**
 * The rules of the ledger, without any outside: accounts with four counters, immutable transfers,
 * the chain of hashes, and what an order's commands mean in transfers.
 *
 * <p>Always true: every transfer debits one account and credits another of the same currency by the
 * same amount, so the sum over each currency is zero; a pending transfer is resolved at most once.
 */
package dev.dizhtime.wallet.model;
