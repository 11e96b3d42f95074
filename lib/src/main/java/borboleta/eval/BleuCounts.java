package borboleta.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What every form of BLEU is computed from.
 *
 * <p>Source: K. Papineni and others, BLEU (ACL 2002), section 2: clipped counts and the best match
 * length.
 *
 * @param length words of the text
 * @param referenceLength words of the reference whose length is closest; of two as close, the
 *     shorter
 * @param shared (4) runs of 1 to 4 words that a reference has too, each at most as often as there
 * @param total (4) runs of the text
 */
record BleuCounts(long length, long referenceLength, long[] shared, long[] total) {
  static final int ORDERS = 4;

  /** The counts of no text. */
  static BleuCounts none() {
    return new BleuCounts(0, 0, new long[ORDERS], new long[ORDERS]);
  }

  /** Counts one text beside its references. */
  static BleuCounts of(List<String> words, List<List<String>> references) {
    long[] shared = new long[ORDERS];
    long[] total = new long[ORDERS];
    for (int order = 1; order <= ORDERS; order++) {
      Map<List<String>, Integer> most = new HashMap<>();
      for (List<String> reference : references) {
        Runs.of(reference, order).forEach((run, n) -> most.merge(run, n, Math::max));
      }
      shared[order - 1] = Runs.shared(Runs.of(words, order), most);
      total[order - 1] = Math.max(0, words.size() - order + 1);
    }
    return new BleuCounts(words.size(), closest(words.size(), references), shared, total);
  }

  private static int closest(int length, List<List<String>> references) {
    int closest = references.get(0).size();
    for (List<String> reference : references) {
      int nearer = Math.abs(closest - length) - Math.abs(reference.size() - length);
      if (nearer > 0 || nearer == 0 && reference.size() < closest) {
        closest = reference.size();
      }
    }
    return closest;
  }

  /** The counts of two texts, or corpora, together. */
  BleuCounts plus(BleuCounts other) {
    long[] bothShared = new long[ORDERS];
    long[] bothTotal = new long[ORDERS];
    for (int i = 0; i < ORDERS; i++) {
      bothShared[i] = shared[i] + other.shared[i];
      bothTotal[i] = total[i] + other.total[i];
    }
    return new BleuCounts(
        length + other.length, referenceLength + other.referenceLength, bothShared, bothTotal);
  }
}
