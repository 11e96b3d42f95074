package borboleta.eval;

import java.util.Comparator;

/**
 * A run of words that TER puts elsewhere in a text.
 *
 * @param gain how many changes it saves
 * @param length words that move
 * @param from where they stood
 * @param place before which word of the text they were put
 * @param words the text after the move
 */
record WordMove(int gain, int length, int from, int place, int[] words) {
  /** Saves more; moves more words; then what stands, and goes, nearer the beginning. */
  static final Comparator<WordMove> BEST_LAST =
      Comparator.comparingInt(WordMove::gain)
          .thenComparingInt(WordMove::length)
          .thenComparing(Comparator.comparingInt(WordMove::from).reversed())
          .thenComparing(Comparator.comparingInt(WordMove::place).reversed());

  /**
   * Returns the words with a run of them before another one. A place within the run moves it on by
   * as many words as the place lies behind its beginning, at most to the end.
   */
  static int[] move(int[] words, int from, int length, int place) {
    int start = place; // where the run begins afterwards
    if (place > from + length) {
      start = place - length;
    }
    start = Math.min(start, words.length - length);
    int[] moved = new int[words.length];
    System.arraycopy(words, from, moved, start, length);
    int next = 0; // of the others
    for (int i = 0; i < words.length; i++) {
      if (i < start || i >= start + length) {
        next = next == from ? from + length : next;
        moved[i] = words[next++];
      }
    }
    return moved;
  }
}
