/** A service that keeps every house rule, so that no rule is seen to fail always. */
package dev.dizhtime.testkit.exemplary;
