/**
 * Tokenizer, chat template and label masks.
 *
 * <p>In: strings and conversations. Out: ids and labels of shape {@code (T)}.
 */
package borboleta.text;
