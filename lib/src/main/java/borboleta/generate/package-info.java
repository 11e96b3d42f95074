/**
 * Writing answers: greedily, by drawing words, or by beam search, with a key-value cache that is
 * allocated once.
 *
 * <p>In: a model and prompts with their pictures. Out: text, at once or piece by piece. Letters as
 * in the packages nn and model: B prompts, T positions of the longest prompt, M of the cache, V
 * words, K beams.
 */
package borboleta.generate;
