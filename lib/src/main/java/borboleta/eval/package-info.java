/**
 * Metrics and the sample book.
 *
 * <p>In: questions, references and answers. Out: figures with intervals, an HTML page.
 */
package borboleta.eval;
