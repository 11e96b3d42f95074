package borboleta.generate;

import ai.djl.ndarray.NDArray;

/**
 * A model amid a batch of prompts: it reads them once, then word after word behind them. What it
 * remembers is allocated once, for all words that may come, and anew only when rows leave.
 */
interface Continuation extends AutoCloseable {
  /**
   * Reads the prompts, each once whatever the number of copies: logits of the first word (B, V).
   */
  NDArray read();

  /**
   * Reads one word for each row.
   *
   * @param words (R) of the B·copies rows that are still there
   * @return logits of the next one, (R, V)
   */
  NDArray read(long[] words);

  /**
   * Lets each row go on from the words of another, or from its own; rows may leave.
   *
   * @param from the row that each row becomes
   */
  void take(int[] from);

  @Override
  void close();
}
