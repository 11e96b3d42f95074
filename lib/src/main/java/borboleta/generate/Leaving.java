package borboleta.generate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * When answers that are over leave the batch. What the others remember is copied then, so they wait
 * until they are a quarter of it: a batch of 64 shrinks fourteen times at most.
 */
final class Leaving {
  private Leaving() {}

  /** Which answers stay for the next word: none where all are over. */
  static int[] staying(List<Boolean> over) {
    int[] going = IntStream.range(0, over.size()).filter(i -> !over.get(i)).toArray();
    boolean worthIt = going.length == 0 || 4 * going.length <= 3 * over.size();
    return worthIt ? going : IntStream.range(0, over.size()).toArray();
  }
}
