/**
 * Tokenizer, chat templates (the kit's, LLaVA's, a folder's own in Jinja) and label masks.
 *
 * <p>In: strings and conversations. Out: ids and labels of shape {@code (T)}.
 */
package borboleta.text;
