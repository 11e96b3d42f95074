package borboleta.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordOrderTests {
  private static final int BATCH = 4;

  @Test
  void byLengthEveryRecordComesOnceAnEpoch() {
    int[] lengths = lengths(1002);
    RecordOrder order = RecordOrder.byLength(3, lengths, BATCH);
    int[] seen = new int[lengths.length];
    for (int step = 0; step < 501; step++) {
      for (int record : order.batch(step, BATCH)) {
        seen[record]++;
      }
    }
    assertTrue(Arrays.stream(seen).allMatch(count -> count == 2), Arrays.toString(seen));
  }

  @Test
  void byLengthRowsOfABatchAreNearlyAsLong() {
    int[] lengths = lengths(1000);
    int grouped = padding(RecordOrder.byLength(3, lengths, BATCH), lengths);
    int plain = padding(new RecordOrder(3, lengths.length), lengths);
    assertTrue(10 * grouped < plain, grouped + " and " + plain);
  }

  @Test
  void orderDependsOnSeedAndStepAlone() {
    int[] lengths = lengths(1000);
    int[] first = RecordOrder.byLength(3, lengths, BATCH).batch(300, BATCH);
    RecordOrder other = RecordOrder.byLength(3, lengths, BATCH);
    IntStream.range(0, 10).forEach(step -> other.batch(step, BATCH));
    assertArrayEquals(first, other.batch(300, BATCH));
    assertFalse(Arrays.equals(first, RecordOrder.byLength(4, lengths, BATCH).batch(300, BATCH)));
  }

  @Test
  void batchesAreNotSortedAmongThemselves() {
    int[] lengths = lengths(1000);
    RecordOrder order = RecordOrder.byLength(3, lengths, BATCH);
    int longer = 0;
    for (int step = 1; step < 50; step++) {
      longer +=
          lengths[order.batch(step, BATCH)[0]] > lengths[order.batch(step - 1, BATCH)[0]] ? 1 : 0;
    }
    assertEquals(25, longer, 12);
  }

  private static int padding(RecordOrder order, int[] lengths) {
    int sum = 0;
    for (int step = 0; step < lengths.length / BATCH; step++) {
      int[] rows = order.batch(step, BATCH);
      int most = Arrays.stream(rows).map(row -> lengths[row]).max().orElseThrow();
      sum += Arrays.stream(rows).map(row -> most - lengths[row]).sum();
    }
    return sum;
  }

  private static int[] lengths(int count) {
    return new SplittableRandom(1).ints(count, 10, 200).toArray();
  }
}
