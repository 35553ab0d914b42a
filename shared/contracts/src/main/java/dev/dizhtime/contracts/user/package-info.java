/** Accounts, told by auth. */
package dev.dizhtime.contracts.user;
