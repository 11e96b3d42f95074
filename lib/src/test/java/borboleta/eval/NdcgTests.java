package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Figures that can be derived by hand; each is scikit-learn 1.9.1's too. */
class NdcgTests {
  private static final double SECOND = 1 / (Math.log(3) / Math.log(2));
  private static final double THIRD = 0.5;

  private static double[] row(double... values) {
    return values;
  }

  @Test
  void rightOrderHasOneAndTheOppositeTheLeast() {
    assertEquals(1, Ndcg.at(5, row(3, 2, 1), row(9, 8, 7)), 1e-12);
    double best = 3 + 2 * SECOND + THIRD;
    assertEquals(
        (1 + 2 * SECOND + 3 * THIRD) / best, Ndcg.at(5, row(3, 2, 1), row(1, 2, 3)), 1e-12);
    assertEquals(0.7899980042460358, Ndcg.at(5, row(3, 2, 1), row(1, 2, 3)), 1e-12);
  }

  @Test
  void onlyTheFirstPlacesCount() {
    assertEquals(1 / 3.0, Ndcg.at(1, row(3, 2, 1), row(1, 2, 3)), 1e-12);
  }

  @Test
  void equalScoresShareTheGainsOfTheirPlaces() {
    assertEquals(5 / 3.0 * (1 + SECOND) / 5, Ndcg.at(2, row(0, 0, 5), row(1, 1, 1)), 1e-12);
    assertEquals(1.5 * (1 + SECOND) / (3 + SECOND), Ndcg.at(2, row(0, 3, 1), row(2, 2, 1)), 1e-12);
    assertEquals(0.3826803184943109, Ndcg.at(2, row(3, 0, 2, 1), row(1, 4, 4, 2)), 1e-12);
  }

  @Test
  void candidatesThatAreWorthNothingGiveNothing() {
    assertEquals(0, Ndcg.at(3, row(0, 0, 0), row(1, 2, 3)));
  }

  @Test
  void rowsThatCannotBeMeantAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Ndcg.at(1, row(1), row(1, 2)));
    assertThrows(IllegalArgumentException.class, () -> Ndcg.at(1, row(), row()));
    assertThrows(IllegalArgumentException.class, () -> Ndcg.at(1, row(-1, 2), row(1, 2)));
    assertThrows(IllegalArgumentException.class, () -> Ndcg.at(1, row(1, 2), row(1, Double.NaN)));
  }
}
