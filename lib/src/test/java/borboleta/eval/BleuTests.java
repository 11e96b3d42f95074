package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures that can be derived by hand; those named SACREBLEU are sacrebleu 2.6.0's. */
class BleuTests {
  private static final String MAT = "the cat sat on the mat";

  private static double bleu(String text, String... references) {
    return Bleu.corpus(List.of(new Hypothesis(text, List.of(references))));
  }

  @Test
  void sameTextHasAHundred() {
    assertEquals(100, bleu(MAT, MAT), 1e-9);
  }

  @Test
  void shorterTextIsPenalisedAndLongerOneIsNot() {
    // Every run is shared, so that only exp(1 - 6/4) counts.
    assertEquals(100 * Math.exp(-0.5), bleu("the cat sat on", MAT), 1e-9);
    // 6/7, 5/6, 4/5 and 3/4 of the runs are shared.
    assertEquals(
        100 * Math.pow(6 / 7.0 * 5 / 6 * 4 / 5 * 3 / 4, 0.25), bleu(MAT + " today", MAT), 1e-9);
  }

  @Test
  void repeatedWordCountsAsOftenAsInTheReferenceAndMissingOrdersHalveTheirShare() {
    // Two of seven; no longer run is shared: half of 1, of 2 and of 4 runs, of 6, 5 and 4.
    double product = 2 / 7.0 * (1 / 2.0 / 6) * (1 / 4.0 / 5) * (1 / 8.0 / 4);
    assertEquals(
        100 * Math.pow(product, 0.25),
        bleu("the the the the the the the", "the cat is on the mat"),
        1e-9);
  }

  @Test
  void repeatedWordCountsAsOftenAsInTheReferenceThatHasItMostOften() {
    // Both a of the second reference; b a of neither.
    double product = 3 / 4.0 * 2 / 3 * 1 / 2 * (1 / 2.0);
    assertEquals(100 * Math.pow(product, 0.25), bleu("a a b c", "a b x y", "z a a b"), 1e-9);
  }

  @Test
  void textOfLessThanFourWordsOrWithoutASharedOneHasNothing() {
    assertEquals(0, bleu("", "the cat"));
    assertEquals(0, bleu("cat", "cat"));
    assertEquals(0, bleu("a b c", "a b c"));
    assertEquals(0, bleu("x y z v", "a b c d"));
  }

  @Test
  void ofTwoReferencesAsNearInLengthTheShorterCounts() {
    // With the longer one it would be 100 exp(1 - 8/6).
    assertEquals(100, bleu("a b c d e f", "a b c d e f g h", "a b c d"), 1e-9);
    assertEquals(100, bleu("a b c d e f", "a b c d", "a b c d e f g h"), 1e-9);
  }

  @Test
  void corpusSumsCountsBeforeItDivides() {
    double corpus = Bleu.corpus(List.of("a b c d", "e"), List.of("a b c d", "f g h i j"));
    // 4/5, 3/3, 2/2, 1/1, and 5 words for 9.
    assertEquals(100 * Math.exp(1 - 9 / 5.0) * Math.pow(0.8, 0.25), corpus, 1e-9);
  }

  @Test
  void punctuationIsCutFromWordsButNotFromNumbers() {
    String text = "It costs 3,9 euros (or so).";
    assertEquals(100, bleu("It costs 3,9 euros ( or so ) .", text), 1e-9);
    assertEquals(SACREBLEU_NUMBER, bleu("It costs 3,9 euros, or so", text), 1e-9);
    assertEquals(SACREBLEU_QUOTES, bleu("an \"apple\"", "an apple"), 1e-9);
  }

  private static final double SACREBLEU_NUMBER = 36.74145494215666;
  private static final double SACREBLEU_QUOTES = 18.99589214128981;

  @Test
  void severalReferencesScoreAsInSacrebleu() {
    List<Hypothesis> texts =
        List.of(
            new Hypothesis("Um gato dorme.", List.of("O gato dorme.", "Um gato preto dorme.")),
            new Hypothesis("A casa é azul", List.of("A casa azul", "Há uma casa azul.")));
    assertEquals(SACREBLEU_CORPUS, Bleu.corpus(texts), 1e-9);
  }

  private static final double SACREBLEU_CORPUS = 43.696756625234045;

  @Test
  void corpusWithoutTextsOrWithTooFewReferencesIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Bleu.corpus(List.of()));
    assertThrows(IllegalArgumentException.class, () -> Bleu.corpus(List.of("a"), List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Hypothesis("a", List.of()));
  }
}
