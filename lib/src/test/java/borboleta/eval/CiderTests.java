package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures that can be derived by hand; those named ORIGINAL are pycocoevalcap 1.2's. */
class CiderTests {
  private static Hypothesis caption(String text, String... references) {
    return new Hypothesis(text, List.of(references));
  }

  @Test
  void oneImageHasNothing() {
    // No run tells images apart where there is one.
    assertEquals(0, Cider.of(List.of(caption("a cat", "a cat"))).mean());
  }

  @Test
  void captionsOfTheirReferencesWordsHaveTen() {
    Cider cider = Cider.of(List.of(caption("a b c d", "a b c d"), caption("e f g h", "e f g h")));
    assertEquals(10, cider.mean(), 1e-9);
  }

  @Test
  void ordersThatACaptionIsTooShortForCountForNothing() {
    // Two words fill two of the four orders, one word one.
    assertEquals(
        5, Cider.of(List.of(caption("a cat", "a cat"), caption("a dog", "a dog"))).mean(), 1e-9);
    assertEquals(2.5, Cider.of(List.of(caption("cat", "cat"), caption("dog", "dog"))).mean(), 1e-9);
  }

  @Test
  void runThatEveryImageHasWeighsNothing() {
    // Of one word each, "a" says nothing and the others are wrong.
    Cider cider = Cider.of(List.of(caption("a dog", "a cat"), caption("a cat", "a dog")));
    assertEquals(0, cider.mean(), 1e-9);
  }

  @Test
  void emptyCaptionHasNothingAndLeavesTheOthersTheirs() {
    Cider cider = Cider.of(List.of(caption("", "cat"), caption("dog", "dog")));
    assertEquals(List.of(0.0, 2.5), cider.items());
    assertEquals(1.25, cider.mean(), 1e-9);
  }

  @Test
  void repeatingAWordGainsNothingAndLengthCosts() {
    Cider cider =
        Cider.of(List.of(caption("a b c d d d", "a b c d"), caption("e f g h", "e f g h")));
    // Cosines 2/√12, 3/√15 (d d twice), 2/√8 and 1/√3 of what both hold; two pairs too many.
    double d = 4 / (2 * Math.sqrt(1 + 1 + 1 + 9));
    double pairs = 3 / (Math.sqrt(3) * Math.sqrt(1 + 1 + 1 + 4));
    double threes = 2 / (Math.sqrt(2) * Math.sqrt(4));
    double fours = 1 / Math.sqrt(3);
    double expected = 10 * (d + pairs + threes + fours) / 4 * Math.exp(-4 / 72.0);
    assertEquals(expected, cider.items().get(0), 1e-9);
    assertEquals(ORIGINAL_REPEATED, cider.items().get(0), 1e-9);
  }

  private static final double ORIGINAL_REPEATED = 5.951175254709936;

  @Test
  void severalReferencesScoreAsInTheOriginal() {
    Cider cider =
        Cider.of(
            List.of(
                caption("um gato preto dorme", "um gato dorme", "o gato preto dorme agora"),
                caption("uma casa azul", "a casa azul", "uma casa"),
                caption("o sol", "o sol nasce", "sol")));
    assertEquals(3.6950954984376017, cider.items().get(0), 1e-9);
    assertEquals(3.3365689318484018, cider.items().get(1), 1e-9);
    assertEquals(2.927253164248876, cider.items().get(2), 1e-9);
    assertEquals(3.3196391981782933, cider.mean(), 1e-9);
  }

  @Test
  void noCaptionsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Cider.of(List.of()));
  }
}
