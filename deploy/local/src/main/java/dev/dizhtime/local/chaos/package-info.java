/**
 * Injects faults into a platform of its own, under a steady flow of orders, and judges afterwards
 * what the platform made of them.
 *
 * <p>In: a length and a seed, from which the plan of faults follows. Out: {@link
 * dev.dizhtime.local.chaos.ChaosResult}, whose counters are all zero when nothing was lost.
 *
 * <pre>
 *   Chaos ── runs ──► StormPlan (by the seed)      Crowd: customers, kitchens, drivers
 *     │                  │ Fault                      │ what was acknowledged
 *     │                  ▼                            ▼
 *     │               Injector ── kill, pause ──► the platform ◄── Acknowledged
 *     │                                               │
 *     └── after each storm: Quiescence, then Judge (SQL, Kafka) ──► findings
 * </pre>
 *
 * <p>Always: the judge reads the databases and the topics and does not trust the APIs alone; every
 * wait has a bound; nothing runs on when the command has ended.
 */
package dev.dizhtime.local.chaos;
