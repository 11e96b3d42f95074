package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures are pycocoevalcap 1.2's, or derived by hand. */
class CocoBleuTests {
  private static double[] bleu(String text, String... references) {
    return CocoBleu.corpus(List.of(new Hypothesis(text, List.of(references))));
  }

  @Test
  void everyOrderIsTheMeanOfItsPrecisionsTimesThePenalty() {
    // All of a's and b's runs are shared; two words for four: exp(1 - 4/2).
    double[] scores = bleu("a b", "a b c d");
    assertEquals(Math.exp(-1), scores[0], 1e-8);
    assertEquals(Math.exp(-1), scores[1], 1e-8);
    assertArrayEquals(SHORT, scores, 1e-15);
  }

  private static final double[] SHORT = {
    0.36787944080356333, 0.3678794407115936, 0.0036787944080356343, 0.0003678794408495482
  };

  @Test
  void longerCaptionLosesByItsPrecisionAlone() {
    double[] scores = bleu("a b c d", "a b");
    assertEquals(0.5, scores[0], 1e-8);
    assertEquals(Math.sqrt(0.5 * 1 / 3), scores[1], 1e-8);
  }

  @Test
  void severalCaptionsWithSeveralReferencesScoreAsInTheOriginal() {
    double[] scores =
        CocoBleu.corpus(
            List.of(
                new Hypothesis(
                    "um gato preto dorme", List.of("um gato dorme", "o gato preto dorme agora")),
                new Hypothesis("uma casa azul", List.of("a casa azul", "uma casa")),
                new Hypothesis("o sol", List.of("o sol nasce", "sol"))));
    assertArrayEquals(CORPUS, scores, 1e-15);
  }

  private static final double[] CORPUS = {
    0.9999999998888891, 0.9999999998611112, 0.6933612742093948, 0.00013512001542628015
  };

  @Test
  void emptyCaptionCountsForItsLength() {
    double[] scores = CocoBleu.corpus(Hypothesis.all(List.of("", "dog"), List.of("cat", "dog")));
    assertArrayEquals(EMPTY, scores, 1e-15);
  }

  private static final double[] EMPTY = {
    0.3678794404356846, 0.0003678794406196241, 3.678794406809375e-05, 1.163336936997511e-05
  };

  @Test
  void noCaptionsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> CocoBleu.corpus(List.of()));
  }
}
