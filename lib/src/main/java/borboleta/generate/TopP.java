package borboleta.generate;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Leaves only the likeliest words that together have a share of the probability (nucleus sampling,
 * arXiv 1904.09751, section 3.1).
 *
 * @param p the share, above 0 and below 1
 * @param least how many stay in any case
 */
record TopP(double p, int least) implements LogitsProcessor {
  @Override
  public void apply(float[] scores, BitSet seen) {
    int[] ids = leastFirst(scores);
    double total = 0;
    float most = scores[ids[ids.length - 1]];
    for (int id : ids) {
      total += Math.exp(scores[id] - most);
    }
    // From below, as transformers does it: what goes are the words whose sum is at most 1 - p.
    double below = 0;
    for (int i = 0; i < ids.length - least; i++) {
      below += Math.exp(scores[ids[i]] - most) / total;
      if ((float) below > (float) (1 - p)) {
        break;
      }
      scores[ids[i]] = Float.NEGATIVE_INFINITY;
    }
  }

  /**
   * Words that may be chosen, by score; sorting numbers is ten times as fast as sorting objects.
   */
  private static int[] leastFirst(float[] scores) {
    long[] keys = new long[scores.length];
    int size = 0;
    for (int id = 0; id < scores.length; id++) {
      if (scores[id] != Float.NEGATIVE_INFINITY) {
        int bits = Float.floatToIntBits(scores[id]);
        // Negative floats fall as their bits rise.
        int rising = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
        keys[size++] = (long) rising << 32 | id;
      }
    }
    Arrays.sort(keys, 0, size);
    int[] ids = new int[size];
    for (int i = 0; i < size; i++) {
      ids[i] = (int) keys[i];
    }
    return ids;
  }
}
