/**
 * Who may do what, held over every operation of every OpenAPI document.
 *
 * <pre>
 *   openapi.yaml of each service ─► ApiDocuments ┐
 *   matrix.yaml: who may         ─► AccessMatrix ┼─► AccessIT: operation x object x member of the cast
 *   Cast, and what A's side has  ─► Belongings   ┘        │
 *                                                         ├─► target/access-matrix.md, what was answered
 *                          AccessMatrixTest ─► docs/reference/access.md, what is declared
 * </pre>
 *
 * <p>An operation that the matrix does not know fails {@code AccessMatrixTest}; what the matrix
 * does not grant is refused, and changes nothing, or {@code AccessIT} fails.
 */
package dev.dizhtime.local.access;
