package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits that can be counted by hand; each figure is sacrebleu 2.6.0's too. */
class TerTests {
  private static double ter(String text, String... references) {
    return Ter.corpus(List.of(new Hypothesis(text, List.of(references))));
  }

  @Test
  void everyMissingExtraAndOtherWordIsAnEdit() {
    assertEquals(0, ter("a b c d", "a b c d"));
    assertEquals(100 * 2 / 6.0, ter("the cat sat on", "the cat sat on the mat"), 1e-9);
    assertEquals(
        100 * 1 / 6.0, ter("the cat sat on the mat today", "the cat sat on the mat"), 1e-9);
    assertEquals(100 * 1 / 5.0, ter("a b c d e", "a b c x e"), 1e-9);
  }

  @Test
  void movedRunIsOneEditHoweverLongItIs() {
    assertEquals(100 * 1 / 5.0, ter("c d a b e", "a b c d e"), 1e-9);
    assertEquals(100 * 1 / 6.0, ter("b c d e f a", "a b c d e f"), 1e-9);
    assertEquals(100 * 1 / 2.0, ter("b a", "a b"), 1e-9);
  }

  @Test
  void moveAndChangeAddUp() {
    // d e moves to the front and y replaces c.
    assertEquals(100 * 2 / 6.0, ter("a b y d e f", "d e f a b c"), 1e-9);
  }

  @Test
  void textThatIsMuchLongerNeedsMoreThanAHundred() {
    assertEquals(100 * 4 / 2.0, ter("a b c d e f", "a b"), 1e-9);
  }

  @Test
  void emptyTextNeedsEveryWordAndAnEmptyReferenceHasNoLength() {
    assertEquals(100, ter("", "the cat"));
    assertEquals(0, ter("", ""));
    assertEquals(100, ter("a", ""));
    // One word too many, of one word in all references.
    assertEquals(100, Ter.corpus(List.of("a", "b"), List.of("", "b")), 1e-9);
  }

  @Test
  void capitalsAreEqualAndPunctuationBelongsToItsWord() {
    assertEquals(0, ter("A Casa", "a casa"));
    assertEquals(50, ter("a casa", "a casa."), 1e-9);
    assertEquals(50, ter("B a", "a b"), 1e-9);
  }

  @Test
  void fewestEditsCountOverTheMeanLengthOfTheReferences() {
    // One edit to either, of 2 and 3 words.
    assertEquals(100 / 2.5, ter("a b", "a c", "a b d"), 1e-9);
    assertEquals(100 * 2 / 6.0, ter("a b c d e f", "a b c d", "a b c d e f g h"), 1e-9);
  }

  @Test
  void corpusSumsEditsBeforeItDivides() {
    double corpus = Ter.corpus(List.of("a b c d", "e"), List.of("a b c d", "f g h i j"));
    assertEquals(100 * 5 / 9.0, corpus, 1e-9);
  }

  @Test
  void noTextsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Ter.corpus(List.of()));
  }
}
