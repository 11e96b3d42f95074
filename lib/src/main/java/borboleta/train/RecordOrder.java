package borboleta.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The order in which records are read: every epoch a permutation of its own, from the seed. Where
 * lengths are given, records of like length share a batch, so that little of it is padding.
 */
final class RecordOrder implements BatchOrder {
  /** Batches among which records are sorted by length, as transformers' sampler has it. */
  private static final int GROUP = 50;

  private final long seed;
  private final int[] lengths; // of each record
  private final int group; // records that are sorted together, 0 for none
  private final int batch;
  private int epoch = -1;
  private int[] permutation = {};

  /** An order that knows nothing of the records. */
  RecordOrder(long seed, int records) {
    this(seed, new int[records], 1, 0);
  }

  private RecordOrder(long seed, int[] lengths, int batch, int group) {
    this.seed = seed;
    this.lengths = lengths;
    this.batch = batch;
    this.group = group;
  }

  /**
   * An order by length: of a permutation, each stretch of 50 batches is sorted, cut into batches,
   * and these are shuffled. (transformers {@code get_length_grouped_indices}, which LLaVA's trainer
   * follows, leaves them sorted, so that the loss goes up and down with the lengths.)
   *
   * @param lengths of the records, in tokens
   */
  static RecordOrder byLength(long seed, int[] lengths, int batch) {
    return new RecordOrder(seed, lengths, batch, GROUP * batch);
  }

  /** Indices of the records of a step, which may reach into the next epoch. */
  @Override
  public int[] batch(int step, int size) {
    int records = lengths.length;
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
    SplittableRandom random = new SplittableRandom(seed * 7919 + epoch);
    permutation = shuffled(lengths.length, random);
    for (int from = 0; group > 0 && from < permutation.length; from += group) {
      int to = Math.min(permutation.length, from + group);
      groupByLength(from, to, random);
    }
  }

  /** Sorts a stretch of the permutation by length and shuffles its batches; a rest stays last. */
  private void groupByLength(int from, int to, SplittableRandom random) {
    int[] sorted =
        Arrays.stream(permutation, from, to)
            .boxed()
            .sorted(Comparator.comparingInt(record -> lengths[record]))
            .mapToInt(Integer::intValue)
            .toArray();
    int whole = sorted.length / batch;
    int[] order = shuffled(whole, random);
    int[] mixed =
        IntStream.concat(
                Arrays.stream(order)
                    .flatMap(b -> Arrays.stream(sorted, b * batch, (b + 1) * batch)),
                Arrays.stream(sorted, whole * batch, sorted.length))
            .toArray();
    System.arraycopy(mixed, 0, permutation, from, mixed.length);
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
