package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Figures that can be derived by hand; each is scipy 1.17.1's too. */
class SpearmanRhoTests {
  private static double[] row(double... values) {
    return values;
  }

  @Test
  void sameOrderHasOneAndTheOppositeMinusOne() {
    assertEquals(1, SpearmanRho.of(row(1, 2, 3, 4, 5), row(1, 2, 30, 400, 5000)), 1e-12);
    assertEquals(-1, SpearmanRho.of(row(1, 2, 3), row(3, 2, 1)), 1e-12);
  }

  @Test
  void withoutTiesItIsTheSumOfSquaredDifferences() {
    // Ranks differ by 0, 1, 1 and 0: 1 - 6 · 2 / (4 · 15).
    assertEquals(0.8, SpearmanRho.of(row(10, 20, 30, 40), row(1, 3, 2, 4)), 1e-12);
  }

  @Test
  void equalValuesShareTheMeanOfTheirRanks() {
    // Ranks 1, 2.5, 2.5, 4 beside 1, 2, 3, 4: covariance 4.5, variances 4.5 and 5.
    assertEquals(Math.sqrt(0.9), SpearmanRho.of(row(1, 2, 2, 3), row(1, 2, 3, 4)), 1e-12);
    assertEquals(-1, SpearmanRho.of(row(0.1, 0.9, 0.5, 0.5), row(3, 1, 2, 2)), 1e-12);
  }

  @Test
  void judgeWhoFindsAllThingsEqualHasNoCorrelation() {
    assertTrue(Double.isNaN(SpearmanRho.of(row(1, 1, 2), row(5, 5, 5))));
  }

  @Test
  void rowsThatCannotBeComparedAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> SpearmanRho.of(row(1, 2), row(1, 2, 3)));
    assertThrows(IllegalArgumentException.class, () -> SpearmanRho.of(row(1), row(1)));
  }
}
