package borboleta.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.nn.KvCache;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Keys and values of rows that share prompts, change places and leave. */
final class RowCache implements AutoCloseable {
  private final NDManager manager = Torch.newManager();
  private final Maker maker;
  private final PromptBatch batch;
  private final int copies;
  private final int positions;
  private KvCache cache;
  private int[] prompts; // (R): which prompt each row goes on from
  private NDArray mask; // (R, 1, 1, M), or null

  /** Makes an empty cache for rows and positions. */
  @FunctionalInterface
  interface Maker {
    KvCache make(int rows, int positions);
  }

  /**
   * Allocates the cache.
   *
   * @param copies rows of each prompt
   * @param positions M of prompt and words
   */
  RowCache(Maker maker, PromptBatch batch, int copies, int positions) {
    this.maker = maker;
    this.batch = batch;
    this.copies = copies;
    this.positions = positions;
    prompts = IntStream.range(0, batch.rows() * copies).map(row -> row / copies).toArray();
    cache = maker.make(prompts.length, positions);
    hide();
  }

  KvCache cache() {
    return cache;
  }

  /** Where the rows may look among the cache's positions: (R, 1, 1, M), or null for anywhere. */
  NDArray mask() {
    return mask;
  }

  private void hide() {
    if (mask != null) {
      mask.close();
    }
    mask = batch.writingMask(prompts, positions);
    if (mask != null) {
      mask.attach(manager);
    }
  }

  /** Which prompt each row goes on from. */
  int[] prompts() {
    return prompts;
  }

  /**
   * Reads every prompt once, and gives its keys and values to all its rows.
   *
   * @param length positions that are read
   */
  NDArray fill(int length, Function<KvCache, NDArray> read) {
    if (copies == 1) {
      return read.apply(cache);
    }
    try (KvCache single = maker.make(prompts.length / copies, length)) {
      NDArray logits = read.apply(single);
      cache.take(single, index(prompts), 0);
      return logits;
    }
  }

  /**
   * Puts rows in another order, or leaves some out.
   *
   * @param shared positions at the beginning that all rows of a prompt have in common
   */
  void take(int[] from, int shared) {
    if (isSame(from)) {
      return;
    }
    boolean fewer = from.length < prompts.length;
    prompts = Arrays.stream(from).map(row -> prompts[row]).toArray();
    if (fewer) {
      KvCache smaller = maker.make(from.length, positions);
      smaller.take(cache, index(from), 0);
      cache.close();
      cache = smaller;
      hide();
    } else {
      cache.take(cache, index(from), shared);
    }
  }

  private boolean isSame(int[] from) {
    return from.length == prompts.length
        && IntStream.range(0, from.length).allMatch(row -> from[row] == row);
  }

  /** Rows as an array (R), int64. */
  static NDArray index(int[] rows) {
    return Scope.manager().create(Arrays.stream(rows).asLongStream().toArray());
  }

  @Override
  public void close() {
    cache.close();
    manager.close();
  }
}
