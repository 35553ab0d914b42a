/** What the order saga asks of the wallet, its answers, and what happens to wallets. */
package dev.dizhtime.contracts.wallet;
