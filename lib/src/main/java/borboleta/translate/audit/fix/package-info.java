/**
 * Mends what a translation damaged where nothing must be translated again.
 *
 * <p>In: a source file and its damaged translation. Out: a file with every record that has a
 * translation, in the source's order, and a {@link borboleta.translate.audit.fix.FixReport} of what
 * was mended and what remains.
 */
package borboleta.translate.audit.fix;
