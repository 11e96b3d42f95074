/**
 * Greedy decoding with a key-value cache.
 *
 * <p>In: a model, pictures and prompts. Out: text.
 */
package borboleta.generate;
