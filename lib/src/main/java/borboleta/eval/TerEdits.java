package borboleta.eval;

/**
 * How many edits TER counts between two rows of words: the moves that are worth their price, found
 * one after the other, and the changes that remain.
 *
 * <p>Source: M. Snover and others, A study of translation edit rate (AMTA 2006), section 2 and
 * algorithm 1; limits and the choice among moves are sacrebleu 2.6's (metrics/lib_ter.py), which
 * follows tercom.
 */
final class TerEdits {
  private static final int LONGEST_MOVED = 10;
  private static final int FARTHEST = 50;
  private static final int MOVES_TRIED = 1000;

  private final int[] reference;
  private final WordAligner aligner;
  private int tried;

  private TerEdits(int[] reference, int words) {
    this.reference = reference;
    this.aligner = new WordAligner(reference, words);
  }

  /** Counts the edits that make the reference of the text, both given as numbers of words. */
  static int count(int[] text, int[] reference) {
    return reference.length == 0 ? text.length : new TerEdits(reference, text.length).count(text);
  }

  private int count(int[] text) {
    int[] words = text;
    int moves = 0;
    WordMove best = best(words);
    // The move during whose search the patience ran out is not made.
    while (best != null && best.gain() > 0 && tried < MOVES_TRIED) {
      words = best.words();
      moves++;
      best = best(words);
    }
    return moves + aligner.cost(words);
  }

  /** The best move of a run of words that text and reference share, or null where there is none. */
  private WordMove best(int[] words) {
    WordAligner.Alignment alignment = aligner.align(words);
    WordMove best = null;
    for (int from = 0; from < words.length; from++) {
      int first = Math.max(0, from - FARTHEST);
      for (int to = first; to < reference.length && to <= from + FARTHEST; to++) {
        int longest = shared(words, from, to);
        for (int length = 1; length <= longest; length++) {
          if (alignment.mayMove(from, to, length)) {
            best = better(best, tryMove(words, alignment, from, to, length));
            if (tried >= MOVES_TRIED) {
              return best;
            }
          }
        }
      }
    }
    return best;
  }

  private int shared(int[] words, int from, int to) {
    int most = Math.min(LONGEST_MOVED, Math.min(words.length - from, reference.length - to));
    int length = 0;
    while (length < most && words[from + length] == reference[to + length]) {
      length++;
    }
    return length;
  }

  /**
   * Tries to put a run of words behind each partner of the reference's words from the one before
   * its own place on.
   */
  private WordMove tryMove(
      int[] words, WordAligner.Alignment alignment, int from, int to, int length) {
    WordMove best = null;
    int last = -1;
    for (int behind = to - 1; behind < Math.min(to + length, reference.length); behind++) {
      int place = behind < 0 ? 0 : alignment.partners()[behind] + 1;
      if (place != last) {
        int[] moved = WordMove.move(words, from, length, place);
        int gain = alignment.cost() - aligner.cost(moved);
        best = better(best, new WordMove(gain, length, from, place, moved));
        tried++;
        last = place;
      }
    }
    return best;
  }

  private static WordMove better(WordMove best, WordMove other) {
    return best == null || WordMove.BEST_LAST.compare(other, best) > 0 ? other : best;
  }
}
