/**
 * Finds what a translation damaged: one small class a check.
 *
 * <p>In: a source file and its translation, as raw JSON. Out: an {@link
 * borboleta.translate.audit.AuditReport} with every fault's record, what was expected and what was
 * found.
 */
package borboleta.translate.audit;
