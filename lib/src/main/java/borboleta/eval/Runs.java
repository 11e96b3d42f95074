package borboleta.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs of neighbours in a row of words or letters, which others call n-grams. */
final class Runs {
  private Runs() {}

  /**
   * Counts every run of a length.
   *
   * @param row words or letters; nobody may change it while the runs are in use
   * @return how often each run stands in the row
   */
  static <T> Map<List<T>, Integer> of(List<T> row, int length) {
    Map<List<T>, Integer> runs = new HashMap<>();
    for (int i = 0; i + length <= row.size(); i++) {
      runs.merge(row.subList(i, i + length), 1, Integer::sum);
    }
    return runs;
  }

  /** How many runs two rows share, each as often as it stands in both. */
  static <T> int shared(Map<List<T>, Integer> some, Map<List<T>, Integer> others) {
    int shared = 0;
    for (Map.Entry<List<T>, Integer> run : some.entrySet()) {
      shared += Math.min(run.getValue(), others.getOrDefault(run.getKey(), 0));
    }
    return shared;
  }
}
