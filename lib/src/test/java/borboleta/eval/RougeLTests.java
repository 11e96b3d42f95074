package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures that can be derived by hand; each is pycocoevalcap 1.2's too. */
class RougeLTests {
  private static double score(String text, String... references) {
    return RougeL.of(List.of(new Hypothesis(text, List.of(references)))).mean();
  }

  private static double mean(double precision, double recall) {
    return 2.44 * precision * recall / (recall + 1.44 * precision);
  }

  @Test
  void sameCaptionHasOneAndAnotherNothing() {
    assertEquals(1, score("a cat", "a cat"));
    assertEquals(1, score("cat", "cat"));
    assertEquals(0, score("cat", "dog"));
    assertEquals(0, score("", "dog"));
  }

  @Test
  void recallWeighsMore() {
    assertEquals(mean(1, 0.5), score("a b", "a b c d"), 1e-12);
    assertEquals(mean(0.5, 1), score("a b c d", "a b"), 1e-12);
    assertEquals(0.6288659793814433, score("a b", "a b c d"), 1e-12);
    assertEquals(0.7093023255813954, score("a b c d", "a b"), 1e-12);
  }

  @Test
  void wordsCountInTheirOrderWithOthersBetweenThem() {
    assertEquals(2 / 3.0, score("a b c", "a c b"), 1e-12);
    assertEquals(mean(3 / 5.0, 1), score("a x b y c", "a b c"), 1e-12);
    assertEquals(mean(1 / 3.0, 1 / 3.0), score("a b c", "c b a"), 1e-12);
  }

  @Test
  void bestPrecisionAndBestRecallMayComeFromDifferentReferences() {
    // 3/4 and 3/8 of the first, 1/4 and 1 of the second.
    assertEquals(mean(0.75, 1), score("a b c d", "a b c x y z v w", "d"), 1e-12);
    assertEquals(mean(0.75, 1), score("a b c d", "d", "a b c x y z v w"), 1e-12);
  }

  @Test
  void twoSpacesEncloseAnEmptyWord() {
    assertEquals(mean(2 / 3.0, 1), score("a  b", "a b"), 1e-12);
  }

  @Test
  void meanIsThatOfTheItems() {
    RougeL two = RougeL.of(Hypothesis.all(List.of("", "dog"), List.of("cat", "dog")));
    assertEquals(List.of(0.0, 1.0), two.items());
    assertEquals(0.5, two.mean());
    assertThrows(IllegalArgumentException.class, () -> RougeL.of(List.of()));
  }
}
