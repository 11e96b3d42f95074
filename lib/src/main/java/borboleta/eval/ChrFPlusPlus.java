package borboleta.eval;

import java.util.List;

/**
 * chrF++: {@link ChrF} that also counts single words and pairs of words, 0 to 100.
 *
 * <p>For the words a punctuation mark at the end of a word, or else one at its beginning, is a word
 * of its own. The eight orders, six of characters and two of words, weigh the same.
 *
 * <p>Source: M. Popović, chrF++: words helping character n-grams (WMT 2017); the same figures as
 * sacrebleu 2.6 with {@code word_order=2} (case:mixed|eff:yes|nc:6|nw:2|space:no).
 */
public final class ChrFPlusPlus {
  private static final int WORD_ORDERS = 2;

  private ChrFPlusPlus() {}

  /** Scores one text against its reference. */
  public static double sentence(String hypothesis, String reference) {
    return corpus(List.of(new Hypothesis(hypothesis, List.of(reference))));
  }

  /**
   * Scores all texts together.
   *
   * @throws IllegalArgumentException when there are not as many references as texts, or none
   */
  public static double corpus(List<String> hypotheses, List<String> references) {
    return corpus(Hypothesis.all(hypotheses, references));
  }

  /**
   * Scores all texts together, each against the best of its references.
   *
   * @throws IllegalArgumentException when there is no text
   */
  public static double corpus(List<Hypothesis> hypotheses) {
    return ChrFCounts.of(hypotheses, WORD_ORDERS).score();
  }
}
