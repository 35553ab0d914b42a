/** What users are told. */
package dev.dizhtime.contracts.notification;
