package borboleta.train;

import borboleta.tensor.TorchRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * LLaVA's order of records: a batch holds only records with a picture or only records without, of
 * like length, and is cut into chunks of like work (LLaVA, {@code llava_trainer.py}, {@code
 * LengthGroupedSampler}). The random numbers are torch's, seeded anew for each epoch.
 *
 * <p>What is left over of both kinds stands at an epoch's end in one batch. Where that is short of
 * records, those from the epoch's beginning fill it up, as accelerate's loader does.
 */
final class ModalityOrder implements BatchOrder {
  private final long seed;
  private final int[] lengths; // of each record, in words; negative without a picture
  private final int batch;
  private final int chunks;
  private int epoch = -1;
  private int[] order = {};

  /**
   * Makes an order.
   *
   * @param lengths of the records in words, negative for a record without a picture
   * @param batch records that a device reads at once
   * @param chunks batches of a step, over all devices
   */
  ModalityOrder(long seed, int[] lengths, int batch, int chunks) {
    this.seed = seed;
    this.lengths = lengths;
    this.batch = batch;
    this.chunks = chunks;
  }

  @Override
  public int[] batch(int step, int size) {
    int perEpoch = (lengths.length + size - 1) / size;
    if (step / perEpoch != epoch) {
      epoch = step / perEpoch;
      TorchRandom.seed((int) (seed + epoch));
      order = epoch();
    }
    int first = step % perEpoch * size;
    return IntStream.range(first, first + size).map(i -> order[i % order.length]).toArray();
  }

  /** One epoch's order, drawn from torch's generator as it stands. */
  int[] epoch() {
    List<Integer> pictures = rows(true);
    List<Integer> words = rows(false);
    if (pictures.isEmpty() || words.isEmpty()) {
      return flat(grouped(pictures.isEmpty() ? words : pictures));
    }
    List<List<Integer>> withPicture = grouped(pictures);
    List<List<Integer>> without = grouped(words);
    List<Integer> rest = new ArrayList<>(withPicture.remove(withPicture.size() - 1));
    rest.addAll(without.remove(without.size() - 1));
    Collections.sort(rest);
    List<List<Integer>> both = new ArrayList<>(withPicture);
    both.addAll(without);
    List<List<Integer>> mixed = new ArrayList<>();
    for (long index : TorchRandom.permutation(both.size())) {
      mixed.add(both.get((int) index));
    }
    mixed.add(rest);
    return flat(mixed);
  }

  private List<Integer> rows(boolean picture) {
    return IntStream.range(0, lengths.length)
        .filter(i -> lengths[i] > 0 == picture)
        .boxed()
        .toList();
  }

  /** Random steps of some records, each sorted by length and cut into chunks of like work. */
  private List<List<Integer>> grouped(List<Integer> rows) {
    long[] permutation = TorchRandom.permutation(rows.size());
    int whole = batch * chunks;
    List<List<Integer>> steps = new ArrayList<>();
    for (int from = 0; from < permutation.length; from += whole) {
      List<Integer> step = new ArrayList<>();
      for (int i = from; i < Math.min(permutation.length, from + whole); i++) {
        step.add(rows.get((int) permutation[i]));
      }
      step.sort(Comparator.comparingInt((Integer row) -> length(row)).reversed());
      steps.add(evenly(step));
    }
    return steps;
  }

  private int length(int row) {
    return Math.abs(lengths[row]);
  }

  /** Gives each record, the longest first, to the chunk with the least work that has room. */
  private List<Integer> evenly(List<Integer> sorted) {
    List<List<Integer>> parts = new ArrayList<>();
    for (int i = 0; i < chunks; i++) {
      parts.add(new ArrayList<>());
    }
    int room = sorted.size() / chunks;
    long[] work = new long[chunks];
    for (int i = 0; i < sorted.size(); i++) {
      int to = i % chunks;
      if (sorted.size() % chunks == 0) {
        to = IntStream.range(0, chunks).boxed().min(Comparator.comparingLong(c -> work[c])).get();
      }
      parts.get(to).add(sorted.get(i));
      work[to] += length(sorted.get(i));
      if (parts.get(to).size() == room && sorted.size() % chunks == 0) {
        work[to] = Long.MAX_VALUE;
      }
    }
    return parts.stream().flatMap(List::stream).toList();
  }

  private static int[] flat(List<List<Integer>> steps) {
    return steps.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
  }
}
