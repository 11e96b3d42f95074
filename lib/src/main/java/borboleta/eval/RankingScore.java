package borboleta.eval;

import java.util.List;
import java.util.Locale;

/**
 * How well orders of candidates agree with the expected ones, as SemEval-2025 Task 1 (AdMIRe)
 * counts it.
 *
 * <p>Source: the task's scorer and arXiv 2503.15358. Its third figure, Spearman's correlation, is
 * left out: the scorer computes it on file names as text, so renaming files changes it.
 *
 * @param items how many orders were judged
 * @param top1 share of the items whose best candidate was put first, 0 to 1
 * @param gain mean discounted gain: the expected best candidate is worth 3, the second 1, each
 *     divided by log2(2 + place), places from 0
 */
public record RankingScore(int items, double top1, double gain) {
  private static final double[] WORTH = {3, 1};

  /**
   * Judges each order against the expected one, best first.
   *
   * @throws IllegalArgumentException when there are not as many orders as expected ones, none, or
   *     one that holds other candidates
   */
  public static RankingScore of(List<List<String>> expected, List<List<String>> given) {
    if (expected.size() != given.size() || expected.isEmpty()) {
      throw new IllegalArgumentException(
          "%d expected orders but %d given; give one order an item, at least one"
              .formatted(expected.size(), given.size()));
    }
    double first = 0;
    double gain = 0;
    for (int i = 0; i < expected.size(); i++) {
      first += expected.get(i).get(0).equals(given.get(i).get(0)) ? 1 : 0;
      gain += gain(expected.get(i), given.get(i));
    }
    return new RankingScore(expected.size(), first / expected.size(), gain / expected.size());
  }

  /** The discounted gain of one order; 3.631 at most for the right one. */
  public static double gain(List<String> expected, List<String> given) {
    double sum = 0;
    for (int rank = 0; rank < WORTH.length; rank++) {
      int place = given.indexOf(expected.get(rank));
      if (place < 0) {
        throw new IllegalArgumentException(
            "the order %s lacks the candidate %s".formatted(given, expected.get(rank)));
      }
      sum += WORTH[rank] * Math.log(2) / Math.log(2 + place);
    }
    return sum;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "top-1 %.2f, discounted gain %.3f (%d items)", top1, gain, items);
  }
}
