package borboleta.eval;

import java.util.List;

/**
 * BLEU of a corpus of plain text, 0 to 100: how many runs of 1 to 4 words the texts share with
 * their references, with a penalty where they are shorter.
 *
 * <p>Upper and lower case differ and words are those of {@link Tokenizer13a}. An order of which
 * nothing is shared counts half a run, the next such order a quarter, and so on; a corpus without
 * any shared word, or without a text of four words, has 0. That makes BLEU a figure for many texts:
 * for one sentence {@link ChrF} says more.
 *
 * <p>Source: K. Papineni and others, BLEU (ACL 2002), section 2.3; smoothing: B. Chen and C.
 * Cherry, A systematic comparison of smoothing techniques for sentence-level BLEU (WMT 2014),
 * method 3. The same figures as sacrebleu 2.6 with its defaults
 * (case:mixed|eff:no|tok:13a|smooth:exp).
 */
public final class Bleu {
  private Bleu() {}

  /**
   * Scores all texts together.
   *
   * @throws IllegalArgumentException when there are not as many references as texts, or none
   */
  public static double corpus(List<String> hypotheses, List<String> references) {
    return corpus(Hypothesis.all(hypotheses, references));
  }

  /**
   * Scores all texts together, each beside all its references.
   *
   * @throws IllegalArgumentException when there is no text
   */
  public static double corpus(List<Hypothesis> hypotheses) {
    Hypothesis.requireSome(hypotheses);
    BleuCounts counts = BleuCounts.none();
    for (Hypothesis hypothesis : hypotheses) {
      List<String> words = Tokenizer13a.words(hypothesis.text());
      List<List<String>> references =
          hypothesis.references().stream().map(Tokenizer13a::words).toList();
      counts = counts.plus(BleuCounts.of(words, references));
    }
    return score(counts);
  }

  private static double score(BleuCounts counts) {
    // Whoever shares a run shares its words, and whoever has one of four words has shorter ones.
    if (counts.shared()[0] == 0 || counts.total()[BleuCounts.ORDERS - 1] == 0) {
      return 0;
    }
    double logarithms = 0;
    double smallest = 1;
    for (int i = 0; i < BleuCounts.ORDERS; i++) {
      double shared = counts.shared()[i];
      if (shared == 0) {
        smallest /= 2;
        shared = smallest;
      }
      logarithms += Math.log(shared / counts.total()[i]);
    }
    double shortfall = 1 - (double) counts.referenceLength() / counts.length();
    double penalty = Math.exp(Math.min(0, shortfall));
    return 100 * penalty * Math.exp(logarithms / BleuCounts.ORDERS);
  }
}
