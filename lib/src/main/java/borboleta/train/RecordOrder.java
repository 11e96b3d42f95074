package borboleta.train;

import java.util.SplittableRandom;

/** The order in which records are read: every epoch a permutation of its own, from the seed. */
final class RecordOrder {
  private final long seed;
  private final int records;
  private int epoch = -1;
  private int[] permutation = {};

  RecordOrder(long seed, int records) {
    this.seed = seed;
    this.records = records;
  }

  /** Indices of the records of a step, which may reach into the next epoch. */
  int[] batch(int step, int size) {
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      long at = (long) step * size + i;
      prepare((int) (at / records));
      rows[i] = permutation[(int) (at % records)];
    }
    return rows;
  }

  private void prepare(int wanted) {
    if (wanted == epoch) {
      return;
    }
    epoch = wanted;
    permutation = new int[records];
    SplittableRandom random = new SplittableRandom(seed * 7919 + epoch);
    for (int i = 0; i < records; i++) {
      int j = random.nextInt(i + 1);
      permutation[i] = permutation[j];
      permutation[j] = i;
    }
  }
}
