/**
 * The order saga's commands, read from the wallet's command topic and answered on the replies'
 * topic.
 */
package dev.dizhtime.wallet.messaging;
