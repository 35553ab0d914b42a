/**
 * The process that holds a build's servers.
 *
 * <p>In: the process to live with. Out: a file with the address and the secret under which test
 * JVMs ask for servers. Always: one host per build; none outlives its build by more than a second
 * or two; its data are removed at the end.
 */
package dev.dizhtime.testkit.host;
