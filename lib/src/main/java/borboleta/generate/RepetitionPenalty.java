package borboleta.generate;

import java.util.BitSet;

/**
 * Makes words that are there already less likely, each once however often it is there (arXiv
 * 1909.05858, section 4.1). As in transformers a score below 0 is multiplied instead of divided,
 * and the token that stands for a picture counts as any word of the prompt.
 *
 * @param penalty above 1 to avoid repetitions, below 1 to like them
 */
record RepetitionPenalty(float penalty) implements LogitsProcessor {
  @Override
  public void apply(float[] scores, BitSet seen) {
    for (int id = seen.nextSetBit(0); id >= 0 && id < scores.length; id = seen.nextSetBit(id + 1)) {
      scores[id] = scores[id] < 0 ? scores[id] * penalty : scores[id] / penalty;
    }
  }
}
