/**
 * Reads a sample of translated sentences for grammar and variety by LanguageTool's rules for
 * Brazilian Portuguese.
 *
 * <p>In: pairs of records. Out: a {@link borboleta.translate.audit.GrammarSample}. LanguageTool is
 * not on every class path: ask {@link borboleta.translate.audit.grammar.Grammar#isPresent}.
 */
package borboleta.translate.audit.grammar;
