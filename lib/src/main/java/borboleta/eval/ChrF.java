package borboleta.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * chrF2: how far a text shares its runs of 1 to 6 characters with a reference, 0 to 100; recall
 * counts twice as much as precision.
 *
 * <p>White space does not count, upper and lower case differ, and an order that is longer than
 * either text is left out. A corpus score comes from the summed counts, so it is not the mean of
 * its sentences.
 *
 * <p>Source: M. Popović, chrF (WMT 2015); the same figures as sacrebleu 2.6 with its defaults
 * (nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no).
 */
public final class ChrF {
  private static final int ORDERS = 6;
  private static final double BETA_SQUARED = 4;

  private ChrF() {}

  /** Scores one text against its reference. */
  public static double sentence(String hypothesis, String reference) {
    long[][] counts = new long[ORDERS][3];
    count(hypothesis, reference, counts);
    return score(counts);
  }

  /**
   * Scores all texts together.
   *
   * @throws IllegalArgumentException when there are not as many references as texts
   */
  public static double corpus(List<String> hypotheses, List<String> references) {
    if (hypotheses.size() != references.size()) {
      throw new IllegalArgumentException(
          "%,d texts but %,d references; give one reference a text, in the same order"
              .formatted(hypotheses.size(), references.size()));
    }
    long[][] counts = new long[ORDERS][3];
    for (int i = 0; i < hypotheses.size(); i++) {
      count(hypotheses.get(i), references.get(i), counts);
    }
    return score(counts);
  }

  /** Adds, for each order, the runs of the text, of the reference, and of both. */
  private static void count(String hypothesis, String reference, long[][] counts) {
    int[] text = letters(hypothesis);
    int[] model = letters(reference);
    for (int order = 1; order <= ORDERS; order++) {
      Map<String, Integer> ours = runs(text, order);
      Map<String, Integer> theirs = runs(model, order);
      long[] at = counts[order - 1];
      // As in sacrebleu, runs count for nothing where the reference is shorter than the order.
      at[0] += model.length < order ? 0 : Math.max(0, text.length - order + 1);
      at[1] += Math.max(0, model.length - order + 1);
      ours.forEach((run, n) -> at[2] += Math.min(n, theirs.getOrDefault(run, 0)));
    }
  }

  private static double score(long[][] counts) {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (long[] at : counts) {
      if (at[0] > 0 && at[1] > 0) {
        precision += (double) at[2] / at[0];
        recall += (double) at[2] / at[1];
        orders++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    precision /= orders;
    recall /= orders;
    return 100 * (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
  }

  private static Map<String, Integer> runs(int[] letters, int order) {
    Map<String, Integer> runs = new HashMap<>();
    for (int i = 0; i + order <= letters.length; i++) {
      runs.merge(new String(letters, i, order), 1, Integer::sum);
    }
    return runs;
  }

  /** Returns the code points that are no white space, as Python's split() sees it. */
  private static int[] letters(String text) {
    return text.codePoints()
        .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != 0x85)
        .toArray();
  }
}
