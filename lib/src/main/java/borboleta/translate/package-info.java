/**
 * Google's client, a local server of the same protocol, the journal and the audit.
 *
 * <p>In: LLaVA records in English. Out: LLaVA records in Portuguese and a report.
 *
 * <p>The way of one value: {@link borboleta.translate.Protection} cuts its prose out, {@link
 * borboleta.translate.Journal} answers for what was translated before, {@link
 * borboleta.translate.TranslationClient} for the rest, and the prose goes back where it was.
 */
package borboleta.translate;
