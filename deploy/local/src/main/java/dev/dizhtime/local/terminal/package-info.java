/** How the command speaks: progress on standard error, results on standard output, exit codes. */
package dev.dizhtime.local.terminal;
