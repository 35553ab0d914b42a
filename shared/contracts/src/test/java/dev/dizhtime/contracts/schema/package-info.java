/**
 * Holds the contract: the JSON Schema of every message and the AsyncAPI document are generated from
 * the records, compared with what is committed, and allowed to change by addition only. To write
 * them anew after an addition: {@code ./mvnw test -pl shared/contracts -Ddizhtime.regenerate=true}.
 */
package dev.dizhtime.contracts.schema;
