package borboleta.generate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One answer while it is written. */
final class AnswerRow {
  private final BitSet seen;
  private final RandomGenerator random;
  private final Ending ending;
  private final TextPieces pieces;
  private long[] tokens = {};
  private Answer.Finish finish; // null while the answer goes on

  /**
   * Starts an answer.
   *
   * @param seed of its own, so that its words do not depend on the rows beside it
   * @param pieces hears every token, or null where only the whole text is wanted
   */
  AnswerRow(long[] prompt, long seed, Ending ending, TextPieces pieces) {
    this.seen = words(prompt);
    this.random = new SplittableRandom(seed);
    this.ending = ending;
    this.pieces = pieces;
  }

  /** The words of a prompt; LLaVA's own code has ids below 0 for pictures, which are none. */
  private static BitSet words(long[] prompt) {
    BitSet words = new BitSet();
    Arrays.stream(prompt).filter(id -> id >= 0).forEach(id -> words.set((int) id));
    return words;
  }

  /** Words of the prompt and of the answer so far. */
  BitSet seen() {
    return seen;
  }

  RandomGenerator random() {
    return random;
  }

  boolean isOver() {
    return finish != null;
  }

  /** Takes the next token, unless the answer is over. */
  void add(long token) {
    if (isOver()) {
      return;
    }
    if (ending.isEnd(token)) {
      finish = Answer.Finish.END;
      return;
    }
    tokens = Arrays.copyOf(tokens, tokens.length + 1);
    tokens[tokens.length - 1] = token;
    seen.set((int) token);
    if (pieces != null && pieces.add(token)) {
      finish = Answer.Finish.STOP;
    } else if (tokens.length == ending.maxTokens()) {
      finish = Answer.Finish.LENGTH;
    }
  }

  /** The finished answer. */
  Answer answer() {
    return new Answer(pieces == null ? ending.text(tokens) : pieces.finish(), tokens, finish);
  }
}
