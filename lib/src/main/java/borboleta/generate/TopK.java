package borboleta.generate;

import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * Leaves only the likeliest words (arXiv 1805.04833). Words that score as the last of them stay
 * too, as in transformers.
 *
 * @param k how many words stay
 */
record TopK(int k) implements LogitsProcessor {
  @Override
  public void apply(float[] scores, BitSet seen) {
    float least = least(scores);
    for (int id = 0; id < scores.length; id++) {
      if (scores[id] < least) {
        scores[id] = Float.NEGATIVE_INFINITY;
      }
    }
  }

  /** The score of the word at place k. */
  private float least(float[] scores) {
    PriorityQueue<Float> best = new PriorityQueue<>();
    for (float score : scores) {
      if (best.size() < k) {
        best.add(score);
      } else if (score > best.peek()) {
        best.poll();
        best.add(score);
      }
    }
    return best.peek();
  }
}
