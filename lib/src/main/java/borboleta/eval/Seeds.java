package borboleta.eval;

import java.util.List;
import java.util.Locale;

/**
 * One figure measured with several seeds: what to report instead of the best of them.
 *
 * @param values one figure a seed
 */
public record Seeds(List<Double> values) {
  /** Student's t, 97.5 % point, for 1 to 12 degrees of freedom; the normal's beyond. */
  private static final double[] T = {
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788
  };

  /**
   * Copies the figures.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Seeds {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no figures to sum up; measure at least one seed");
    }
  }

  /** The mean. */
  public double mean() {
    return values.stream().mapToDouble(v -> v).average().orElseThrow();
  }

  /** The worst seed, where more is better. */
  public double min() {
    return values.stream().mapToDouble(v -> v).min().orElseThrow();
  }

  /** The best seed, where more is better. */
  public double max() {
    return values.stream().mapToDouble(v -> v).max().orElseThrow();
  }

  /** The 95 % interval of the mean by Student's t; from minus to plus infinity for one seed. */
  public Interval interval() {
    int n = values.size();
    if (n == 1) {
      return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double mean = mean();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double t = n - 2 < T.length ? T[n - 2] : 1.96;
    double half = t * Math.sqrt(squares / (n - 1) / n);
    return new Interval(mean - half, mean + half);
  }

  @Override
  public String toString() {
    String range =
        String.format(
            Locale.ROOT,
            "%.4g (lowest %.4g, highest %.4g of %d seeds",
            mean(),
            min(),
            max(),
            values.size());
    return values.size() == 1
        ? range + ")"
        : range
            + String.format(
                Locale.ROOT, "; 95 %%: %.4g to %.4g)", interval().low(), interval().high());
  }
}
