/**
 * Measures the audit itself: faults of every kind are put into clean records, and each check's
 * recall and false alarms are counted.
 *
 * <p>In: records that are known to be clean, or the kit's own. Out: a {@link
 * borboleta.translate.audit.CheckRates} for each check.
 */
package borboleta.translate.audit.measure;
