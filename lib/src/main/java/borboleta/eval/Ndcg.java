package borboleta.eval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * NDCG@k: how much of the gain that the best order would bring the first places of an order bring,
 * 0 to 1.
 *
 * <p>The gain in place p, counted from 1, is divided by log2(1 + p). Candidates with the same score
 * share the gains of their places, as if every order of them were as likely.
 *
 * <p>Source: K. Järvelin and J. Kekäläinen, Cumulated gain-based evaluation of IR techniques
 * (2002); ties: F. McSherry and M. Najork (ECIR 2008). The same figures as scikit-learn 1.9
 * (metrics.ndcg_score). {@link RankingScore} is another sum, AdMIRe's: it is not divided by the
 * best and only the two best candidates are worth something.
 */
public final class Ndcg {
  private Ndcg() {}

  /**
   * Judges one order.
   *
   * @param gains what each candidate is worth, 0 or more
   * @param scores what the order follows, highest first
   * @param places how many first places count
   * @return 0 to 1; 0 where no candidate is worth anything
   * @throws IllegalArgumentException when the rows differ in length or are empty, when a gain is
   *     below 0 or a score is no number
   */
  public static double at(int places, double[] gains, double[] scores) {
    if (gains.length != scores.length || gains.length == 0) {
      throw new IllegalArgumentException(
          "%d gains but %d scores; give one of each a candidate, at least one"
              .formatted(gains.length, scores.length));
    }
    if (Arrays.stream(gains).anyMatch(gain -> !(gain >= 0))) {
      throw new IllegalArgumentException(
          "the gains %s are not all 0 or more; a candidate is worth nothing or something"
              .formatted(Arrays.toString(gains)));
    }
    if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          "the scores %s are not all numbers; they have no order"
              .formatted(Arrays.toString(scores)));
    }
    double best = discounted(places, gains, gains);
    return best == 0 ? 0 : discounted(places, gains, scores) / best;
  }

  private static double discounted(int places, double[] gains, double[] scores) {
    List<Integer> order =
        IntStream.range(0, gains.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .toList();
    double sum = 0;
    int from = 0;
    while (from < order.size()) {
      int to = from;
      double gain = 0;
      double weight = 0;
      for (; to < order.size() && scores[order.get(to)] == scores[order.get(from)]; to++) {
        gain += gains[order.get(to)];
        weight += to < places ? Math.log(2) / Math.log(to + 2) : 0;
      }
      sum += gain / (to - from) * weight;
      from = to;
    }
    return sum;
  }
}
