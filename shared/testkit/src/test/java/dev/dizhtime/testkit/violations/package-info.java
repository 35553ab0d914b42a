/** A service that breaks every house rule once, so that each rule is seen to fail. */
package dev.dizhtime.testkit.violations;
