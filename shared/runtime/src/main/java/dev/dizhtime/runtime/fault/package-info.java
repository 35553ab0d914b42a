/**
 * Named points at which a process can be made to end at once, so that faults are injected where
 * they hurt most and not where chance puts them.
 *
 * <p>In: {@code DIZHTIME_FAULT_POINTS}, a folder, and files in it. Out: nothing, or the end of the
 * process. Always: without the variable a point does nothing at all.
 */
package dev.dizhtime.runtime.fault;
