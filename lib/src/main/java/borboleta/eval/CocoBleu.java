package borboleta.eval;

import java.util.List;

/**
 * BLEU-1 to BLEU-4 of a corpus of tokenised captions, 0 to 1, as papers on captions report it.
 *
 * <p>Unlike {@link Bleu} it takes the words as they are between white space and does not smooth;
 * tiny constants keep it from dividing by zero, so that a score of nothing is not quite 0.
 *
 * <p>Source: K. Papineni and others, BLEU (ACL 2002), section 2.3; the same figures as
 * pycocoevalcap 1.2 (bleu/bleu_scorer.py, closest reference length).
 */
public final class CocoBleu {
  private static final double TINY = 1e-15;
  private static final double SMALL = 1e-9;

  private CocoBleu() {}

  /**
   * Scores all captions together, each beside all its references.
   *
   * @return four figures: BLEU with runs of up to 1, 2, 3 and 4 words
   * @throws IllegalArgumentException when there is no caption
   */
  public static double[] corpus(List<Hypothesis> captions) {
    Hypothesis.requireSome(captions);
    BleuCounts counts = BleuCounts.none();
    for (Hypothesis caption : captions) {
      List<List<String>> references = caption.references().stream().map(Words::of).toList();
      counts = counts.plus(BleuCounts.of(Words.of(caption.text()), references));
    }
    double ratio = (counts.length() + TINY) / (counts.referenceLength() + SMALL);
    double penalty = ratio < 1 ? Math.exp(1 - 1 / ratio) : 1;
    double[] scores = new double[BleuCounts.ORDERS];
    double product = 1;
    for (int i = 0; i < scores.length; i++) {
      product *= (counts.shared()[i] + TINY) / (counts.total()[i] + SMALL);
      scores[i] = penalty * Math.pow(product, 1.0 / (i + 1));
    }
    return scores;
  }
}
