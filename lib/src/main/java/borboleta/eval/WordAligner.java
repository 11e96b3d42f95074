package borboleta.eval;

import java.util.Arrays;

/**
 * The fewest words to add, drop or replace so that a text becomes the reference, and which words
 * are each other's partners then.
 *
 * <p>Only places near the diagonal are looked at, as in sacrebleu's TER: for very long texts the
 * figure may be larger than the true distance.
 */
final class WordAligner {
  private static final int BEAM = 25;
  private static final int FAR = Integer.MAX_VALUE / 2;

  private enum Step {
    /** Both words are the same. */
    KEEP,
    /** The text's word gives way to the reference's. */
    REPLACE,
    /** The text has a word too many. */
    DROP,
    /** The text lacks a word. */
    ADD
  }

  private final int[] reference;
  private final int[][] costs; // (words + 1, reference + 1)
  private final Step[][] steps; // (words + 1, reference + 1)

  /**
   * Makes a table for texts of one length.
   *
   * @param reference its words as numbers
   * @param words how many words the texts have
   */
  WordAligner(int[] reference, int words) {
    this.reference = reference;
    costs = new int[words + 1][reference.length + 1];
    steps = new Step[words + 1][reference.length + 1];
    for (int j = 0; j <= reference.length; j++) {
      costs[0][j] = j;
      steps[0][j] = Step.ADD;
    }
  }

  /**
   * How a text lies beside the reference.
   *
   * @param cost words that were added, dropped or replaced
   * @param partners (reference) the text's word that stands for each word of the reference, or for
   *     the one before it where the text lacks the word; -1 where there is none
   * @param wrong (text) words that have to go
   * @param missed (reference) words that have to come
   */
  record Alignment(int cost, int[] partners, boolean[] wrong, boolean[] missed) {

    /**
     * Whether a run that stands at one place in the text and at another in the reference is worth
     * moving: not where it is right already, and not onto itself.
     */
    boolean mayMove(int from, int to, int length) {
      boolean onItself = from <= partners[to] && partners[to] < from + length;
      return !onItself && any(wrong, from, length) && any(missed, to, length);
    }

    private static boolean any(boolean[] row, int from, int length) {
      for (int i = from; i < from + length; i++) {
        if (row[i]) {
          return true;
        }
      }
      return false;
    }
  }

  /** The number of changes that a text needs. */
  int cost(int[] words) {
    int n = reference.length;
    double slope = words.length == 0 ? 1 : (double) n / words.length;
    // Rows of a text that is very much shorter would not touch each other within the usual beam.
    int beam = BEAM < slope / 2 ? (int) Math.ceil(slope / 2 + BEAM) : BEAM;
    for (int i = 1; i <= words.length; i++) {
      Arrays.fill(costs[i], FAR);
      int diagonal = (int) Math.floor(i * slope);
      int end = i == words.length ? n + 1 : Math.min(n + 1, diagonal + beam);
      for (int j = Math.max(0, diagonal - beam); j < end; j++) {
        step(i, j, words[i - 1]);
      }
    }
    return costs[words.length][n];
  }

  /** Of steps as cheap as each other the first is taken: it decides which moves are tried. */
  private void step(int i, int j, int word) {
    if (j > 0) {
      boolean same = word == reference[j - 1];
      offer(i, j, costs[i - 1][j - 1] + (same ? 0 : 1), same ? Step.KEEP : Step.REPLACE);
    }
    offer(i, j, costs[i - 1][j] + 1, Step.DROP);
    if (j > 0) {
      offer(i, j, costs[i][j - 1] + 1, Step.ADD);
    }
  }

  private void offer(int i, int j, int cost, Step step) {
    if (cost < costs[i][j]) {
      costs[i][j] = cost;
      steps[i][j] = step;
    }
  }

  /** Aligns a text with the reference. */
  Alignment align(int[] words) {
    int cost = cost(words);
    int[] partners = new int[reference.length];
    boolean[] wrong = new boolean[words.length];
    boolean[] missed = new boolean[reference.length];
    int i = words.length;
    int j = reference.length;
    while (i > 0 || j > 0) {
      Step step = steps[i][j];
      if (step != Step.DROP) {
        j--;
        partners[j] = i - 1;
        missed[j] = step != Step.KEEP;
      }
      if (step != Step.ADD) {
        i--;
        wrong[i] = step != Step.KEEP;
      }
    }
    return new Alignment(cost, partners, wrong, missed);
  }
}
