/**
 * Commands of the order saga and of whoever posts transfers, read from the wallet's command topic,
 * as many at once as a poll brings, and answered on the orders' and the wallet's replies topics.
 */
package dev.dizhtime.wallet.messaging;
