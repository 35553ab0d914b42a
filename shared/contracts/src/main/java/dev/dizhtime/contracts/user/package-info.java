/** Accounts, told by auth, and what it has people written about them. */
package dev.dizhtime.contracts.user;
