package borboleta.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Llava;
import borboleta.nn.KvCache;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Greedy decoding: always the most likely token, until the end or a number of tokens. */
public final class Greedy {
  private Greedy() {}

  /**
   * Decodes prompts of one length together.
   *
   * @param prompts (B, T) ids, with P image tokens where a picture stands
   * @param pixels (B, C, S, S), or null where no prompt has image tokens
   * @param maxNewTokens most tokens to give for each prompt
   * @return the new tokens of each prompt, without the end token
   */
  public static long[][] decode(
      Llava model, List<long[]> prompts, NDArray pixels, int maxNewTokens) {
    int rows = prompts.size();
    int length = prompts.get(0).length;
    long end = model.config().text().eosTokenId();
    long[] flat = prompts.stream().flatMapToLong(Arrays::stream).toArray();
    long[] slots =
        LongStream.range(0, flat.length)
            .filter(i -> flat[(int) i] == model.config().imageTokenIndex())
            .toArray();
    long[][] answers = new long[rows][maxNewTokens];
    int[] lengths = new int[rows];
    boolean[] ended = new boolean[rows];
    try (Scope scope = Scope.open();
        KvCache cache = model.language().newCache(rows, length + maxNewTokens)) {
      NDManager manager = Scope.manager();
      NDArray ids = manager.create(flat, new Shape(rows, length));
      NDArray imageSlots = pixels == null ? null : manager.create(slots);
      NDArray last =
          manager.create(LongStream.range(1, rows + 1).map(r -> r * length - 1).toArray());
      NDArray every = manager.create(LongStream.range(0, rows).toArray());
      NDArray hidden = Ops.rows(model.hidden(ids, pixels, imageSlots, null, cache), last); // (B, H)
      for (int step = 0; step < maxNewTokens; step++) {
        long[] next = Ops.argMax(model.language().logits(hidden)).toLongArray();
        boolean all = true;
        for (int row = 0; row < rows; row++) {
          ended[row] |= next[row] == end;
          if (!ended[row]) {
            answers[row][lengths[row]++] = next[row];
          }
          all &= ended[row];
        }
        if (all || step == maxNewTokens - 1) {
          break;
        }
        try (Scope inner = Scope.open()) {
          NDArray word = Scope.manager().create(next, new Shape(rows, 1));
          NDArray state = model.language().hidden(model.language().embed(word), null, cache);
          hidden = inner.keep(Ops.rows(state, every));
        }
      }
    }
    for (int row = 0; row < rows; row++) {
      answers[row] = Arrays.copyOf(answers[row], lengths[row]);
    }
    return answers;
  }
}
