/**
 * Google's client, a local server of the same protocol, the journal and the audit.
 *
 * <p>In: LLaVA records in English. Out: LLaVA records in Portuguese and a report.
 */
package borboleta.translate;
