package borboleta.eval;

import java.util.Arrays;

/**
 * Spearman's rank correlation: whether two judges put the same things in the same order, 1 for the
 * same and -1 for the opposite order.
 *
 * <p>Source: C. Spearman, The proof and measurement of association between two things (1904): the
 * correlation of the ranks, of which equal values share the mean. The same figures as scipy 1.17
 * (stats.spearmanr).
 */
public final class SpearmanRho {
  private SpearmanRho() {}

  /**
   * Correlates two judgements of the same things.
   *
   * @return -1 to 1, or NaN where one judge finds all things equal
   * @throws IllegalArgumentException when the rows differ in length or hold less than two values
   */
  public static double of(double[] some, double[] others) {
    if (some.length != others.length || some.length < 2) {
      throw new IllegalArgumentException(
          "%d values beside %d; judge the same things twice, two or more"
              .formatted(some.length, others.length));
    }
    double[] x = ranks(some);
    double[] y = ranks(others);
    double middle = (some.length + 1) / 2.0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - middle) * (y[i] - middle);
      xx += (x[i] - middle) * (x[i] - middle);
      yy += (y[i] - middle) * (y[i] - middle);
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static double[] ranks(double[] values) {
    return Arrays.stream(values)
        .map(
            value -> {
              long less = Arrays.stream(values).filter(v -> v < value).count();
              long equal = Arrays.stream(values).filter(v -> v == value).count();
              return less + (equal + 1) / 2.0;
            })
        .toArray();
  }
}
