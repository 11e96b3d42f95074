package borboleta.generate;

import java.util.BitSet;

/**
 * Divides all scores: above 1 the draw is freer, towards 0 it comes down to the likeliest word.
 *
 * @param temperature above 0
 */
record Temperature(float temperature) implements LogitsProcessor {
  @Override
  public void apply(float[] scores, BitSet seen) {
    for (int id = 0; id < scores.length; id++) {
      scores[id] /= temperature;
    }
  }
}
