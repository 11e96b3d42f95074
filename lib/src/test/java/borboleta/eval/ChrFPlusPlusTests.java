package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures that can be derived by hand; those named SACREBLEU are sacrebleu 2.6.0's. */
class ChrFPlusPlusTests {
  private static double score(String text, String... references) {
    return ChrFPlusPlus.corpus(List.of(new Hypothesis(text, List.of(references))));
  }

  @Test
  void wordsCountBesideLetters() {
    // Letters share 2 of 3, 1 of 2 and 0 of 1 runs, words 0 of 1: a mean of four orders.
    assertEquals(100 * (2 / 3.0 + 1 / 2.0 + 0 + 0) / 4, score("abc", "abd"), 1e-9);
    assertEquals(100 * (2 / 3.0 + 1 / 2.0 + 0) / 3, ChrF.sentence("abc", "abd"), 1e-9);
  }

  @Test
  void recallWeighsFourTimesAsMuchAsPrecision() {
    // Precision: four orders of letters whole, no word. Recall: 4/5, 3/4, 2/3, 1/2 and no word.
    double precision = 4 / 5.0;
    double recall = (4 / 5.0 + 3 / 4.0 + 2 / 3.0 + 1 / 2.0) / 5;
    double mean = 5 * precision * recall / (4 * precision + recall);
    assertEquals(100 * mean, score("gato", "gatos"), 1e-9);
  }

  @Test
  void sameTextHasAHundredAndAnEmptyOneNothing() {
    assertEquals(100, score("cat", "cat"), 1e-9);
    assertEquals(100, score("a b", "a b"), 1e-9);
    assertEquals(0, score("", "the cat"));
    assertEquals(0, score("x y", "a b c d"));
  }

  @Test
  void orderOfWordsCountsForLettersOverTheGapToo() {
    assertEquals(SACREBLEU_MOVED, score("c d a b e", "a b c d e"), 1e-9);
  }

  private static final double SACREBLEU_MOVED = 42.857142857142854;

  @Test
  void punctuationIsAWordOfItsOwn() {
    assertEquals(
        SACREBLEU_PUNCTUATION,
        score("It costs 3,5 euros, or so", "It costs 3,5 euros (or so)."),
        1e-9);
    assertEquals(SACREBLEU_QUOTES, score("an \"apple\"", "an apple"), 1e-9);
  }

  private static final double SACREBLEU_PUNCTUATION = 68.4868585396028;
  private static final double SACREBLEU_QUOTES = 43.62728730556767;

  @Test
  void bestOfSeveralReferencesCountsWhateverItsPlace() {
    assertEquals(SACREBLEU_BEST, score("a b c d e f", "a b c d", "a b c d e f g h"), 1e-9);
    assertEquals(SACREBLEU_BEST, score("a b c d e f", "a b c d e f g h", "a b c d"), 1e-9);
    List<Hypothesis> texts =
        List.of(
            new Hypothesis("Um gato dorme.", List.of("O gato dorme.", "Um gato preto dorme.")),
            new Hypothesis("A casa é azul", List.of("A casa azul", "Há uma casa azul.")));
    assertEquals(SACREBLEU_CORPUS, ChrFPlusPlus.corpus(texts), 1e-9);
  }

  private static final double SACREBLEU_BEST = 86.47260273972603;
  private static final double SACREBLEU_CORPUS = 71.80585827978655;

  @Test
  void corpusSumsCountsBeforeItDivides() {
    double corpus = ChrFPlusPlus.corpus(List.of("a b c d", "e"), List.of("a b c d", "f g h i j"));
    assertEquals(SACREBLEU_SUM, corpus, 1e-9);
  }

  private static final double SACREBLEU_SUM = 46.50589085959763;
}
