package borboleta.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Prompts that are read together. Shorter ones are filled up on the left, so that every row ends
 * with its last word and the next one is everybody's next.
 */
final class PromptBatch {
  private final List<long[]> prompts;
  private final int length;

  PromptBatch(List<long[]> prompts) {
    this.prompts = prompts;
    this.length = prompts.stream().mapToInt(p -> p.length).max().orElseThrow();
  }

  int rows() {
    return prompts.size();
  }

  /** Positions T of the longest prompt. */
  int length() {
    return length;
  }

  private boolean isPadded() {
    return prompts.stream().anyMatch(p -> p.length < length);
  }

  /** Ids (B, T), 0 in the places that nobody looks at. */
  NDArray ids() {
    long[] ids = new long[rows() * length];
    for (int row = 0; row < rows(); row++) {
      long[] prompt = prompts.get(row);
      System.arraycopy(prompt, 0, ids, row * length + start(row), prompt.length);
    }
    return Scope.manager().create(ids, new Shape(rows(), length));
  }

  /** Where a token stands in the flattened ids: (K), int64. */
  NDArray slots(long token) {
    return Scope.manager()
        .create(
            LongStream.range(0, (long) rows() * length)
                .filter(i -> at((int) i / length, (int) i % length) == token)
                .toArray());
  }

  private long at(int row, int position) {
    int i = position - start(row);
    // No token has this id: neither a word nor an image token.
    return i < 0 ? Long.MIN_VALUE : prompts.get(row)[i];
  }

  private int start(int row) {
    return length - prompts.get(row).length;
  }

  /** Mask (B, 1, T, T) for reading the prompts, or null where all have one length. */
  NDArray readingMask() {
    if (!isPadded()) {
      return null;
    }
    boolean[] see = new boolean[rows() * length * length];
    for (int row = 0; row < rows(); row++) {
      for (int query = 0; query < length; query++) {
        int from = (row * length + query) * length;
        // A place of the padding looks at itself: attention to nothing would be no number.
        Arrays.fill(see, from + Math.min(start(row), query), from + query + 1, true);
      }
    }
    return Scope.manager().create(see, new Shape(rows(), 1, length, length));
  }

  /**
   * Mask (R, 1, 1, M) for the words after the prompts, or null where all have one length.
   *
   * @param prompts the prompt of each row
   * @param positions M of the cache
   */
  NDArray writingMask(int[] prompts, int positions) {
    if (!isPadded()) {
      return null;
    }
    boolean[] see = new boolean[prompts.length * positions];
    for (int row = 0; row < prompts.length; row++) {
      Arrays.fill(see, row * positions + start(prompts[row]), (row + 1) * positions, true);
    }
    return Scope.manager().create(see, new Shape(prompts.length, 1, 1, positions));
  }

  /** 1 where a word stands and 0 where padding does, (B, T), or null where there is none. */
  NDArray words() {
    if (!isPadded()) {
      return null;
    }
    long[] words = new long[rows() * length];
    for (int row = 0; row < rows(); row++) {
      Arrays.fill(words, row * length + start(row), (row + 1) * length, 1);
    }
    return Scope.manager().create(words, new Shape(rows(), length));
  }

  /** How far each place is from its row's first word, (B, T), 0 before it. */
  NDArray positions() {
    long[] positions = new long[rows() * length];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = Math.max(0, i % length - start(i / length));
    }
    return Scope.manager().create(positions, new Shape(rows(), length));
  }

  /**
   * The same for one place behind the prompts, (R, 1).
   *
   * @param prompts the prompt of each row
   * @param place T for the first
   */
  NDArray positions(int[] prompts, int place) {
    long[] positions = Arrays.stream(prompts).mapToLong(prompt -> place - start(prompt)).toArray();
    return Scope.manager().create(positions, new Shape(prompts.length, 1));
  }
}
