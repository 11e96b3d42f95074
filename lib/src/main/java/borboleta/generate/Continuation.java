package borboleta.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Llama;
import borboleta.model.LlamaDecoder;
import borboleta.nn.KvCache;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import java.util.stream.LongStream;

/**
 * A model amid a batch of prompts: it reads them once, then word after word behind them. Its cache
 * is allocated once, for all words that may come. It lives in the scope that is open when it is
 * made.
 */
final class Continuation implements AutoCloseable {
  private final Llama model;
  private final PromptBatch prompts;
  private final int copies;
  private final KvCache cache;
  private final LlamaDecoder decoder;
  private final NDArray mask; // (B·copies, 1, 1, M), or null

  /**
   * Prepares the continuation of prompts.
   *
   * @param copies rows that go on from each prompt
   * @param words most words that are written
   */
  Continuation(Llama model, PromptBatch prompts, int copies, int words) {
    this.model = model;
    this.prompts = prompts;
    this.copies = copies;
    int positions = prompts.length() + words - 1; // Nobody reads the last word.
    cache = model.newCache(prompts.rows() * copies, positions);
    decoder = model.decoder(cache);
    mask = prompts.writingMask(copies, positions);
  }

  /**
   * Reads the prompts, each once whatever the number of copies.
   *
   * @param inputs what stands for the ids of the batch: (B, T, H)
   * @return logits of the first word, (B, V)
   */
  NDArray read(NDArray inputs) {
    try (Scope scope = Scope.open();
        KvCache single = copies == 1 ? null : model.newCache(prompts.rows(), prompts.length())) {
      NDArray hidden = // (B, T, H)
          model.hidden(inputs, prompts.readingMask(), single == null ? cache : single);
      if (single != null) {
        cache.take(single, rows(LongStream.range(0, cache.rows()).map(i -> i / copies)), 0);
      }
      return scope.keep(model.logits(Ops.at(hidden, -1)));
    }
  }

  /**
   * Reads one word for each row.
   *
   * @param words (B·copies)
   * @return logits of the next one, (B·copies, V)
   */
  NDArray read(long[] words) {
    return decoder.step(Scope.manager().create(words, new Shape(words.length, 1)), mask);
  }

  /** Lets each row go on from the words of another copy of its prompt, or from its own. */
  void reorder(int[] from) {
    boolean same = true;
    for (int row = 0; row < from.length; row++) {
      same &= from[row] == row;
    }
    if (!same) {
      LongStream order = LongStream.range(0, from.length).map(row -> from[(int) row]);
      cache.take(cache, rows(order), prompts.length());
    }
  }

  private static NDArray rows(LongStream rows) {
    return Scope.manager().create(rows.toArray());
  }

  @Override
  public void close() {
    decoder.close();
    cache.close();
  }
}
