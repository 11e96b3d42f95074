package borboleta.eval.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import java.util.function.UnaryOperator;

/** Predicting the next word of a text. */
final class NextWord {
  private NextWord() {}

  /** What each position of ids (B, T) has to predict: its next one, nothing at the end. */
  static NDArray targets(NDArray ids) {
    int t = (int) ids.getShape().get(1);
    long[] from = ids.toLongArray();
    long[] targets = new long[from.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = i % t == t - 1 ? Ops.IGNORE_INDEX : from[i + 1];
    }
    return Scope.manager().create(targets, ids.getShape());
  }

  /** Mask (B, 1, T, T) from an attention mask (B, T): no later position and no padding. */
  static NDArray mask(NDArray attention) {
    int b = (int) attention.getShape().get(0);
    int t = (int) attention.getShape().get(1);
    long[] real = attention.toLongArray();
    boolean[] see = new boolean[b * t * t];
    for (int r = 0; r < b; r++) {
      for (int i = 0; i < t; i++) {
        for (int j = 0; j <= i; j++) {
          see[(r * t + i) * t + j] = real[r * t + j] != 0;
        }
      }
    }
    return Scope.manager().create(see, new Shape(b, 1, t, t));
  }

  /**
   * Takes the likeliest word again and again.
   *
   * @param first logits (1, T, V) after the prompt
   * @param next gives the logits (1, 1, V) or (1, V) after one more id (1, 1)
   */
  static long[] greedy(NDArray first, int words, UnaryOperator<NDArray> next) {
    long[] ids = new long[words];
    NDArray logits = first;
    for (int i = 0; i < words; i++) {
      long[] best = Ops.argMax(logits).toLongArray();
      ids[i] = best[best.length - 1];
      if (i < words - 1) {
        logits = next.apply(Scope.manager().create(new long[] {ids[i]}, new Shape(1, 1)));
      }
    }
    return ids;
  }

  /** The first row of ids (B, T), cut to a number of words: (1, words). */
  static NDArray prompt(NDArray ids, int words) {
    long[] row = java.util.Arrays.copyOf(ids.toLongArray(), words);
    return Scope.manager().create(row, new Shape(1, words));
  }
}
