package borboleta.cli.bench;

import java.util.List;

/** The middle of some measurements, which one slow run does not move. */
final class Median {
  private Median() {}

  /** The median, the mean of the two in the middle where their number is even. */
  static double of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
