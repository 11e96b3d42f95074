package borboleta.eval;

import java.util.List;

/**
 * chrF2: how far a text shares its runs of 1 to 6 characters with a reference, 0 to 100; recall
 * counts twice as much as precision.
 *
 * <p>White space does not count, upper and lower case differ, and an order that is longer than
 * either text is left out. A corpus score comes from the summed counts, so it is not the mean of
 * its sentences. Of several references the one that suits a text best is taken.
 *
 * <p>Source: M. Popović, chrF (WMT 2015); the same figures as sacrebleu 2.6 with its defaults
 * (case:mixed|eff:yes|nc:6|nw:0|space:no).
 */
public final class ChrF {
  private static final int WORD_ORDERS = 0;

  private ChrF() {}

  /** Scores one text against its reference. */
  public static double sentence(String hypothesis, String reference) {
    return sentence(new Hypothesis(hypothesis, List.of(reference)));
  }

  /** Scores one text against the best of its references. */
  public static double sentence(Hypothesis hypothesis) {
    return corpus(List.of(hypothesis));
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
