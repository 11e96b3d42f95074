package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsTests {
  @Test
  void threeSeedsAreSummedUpByStudentsInterval() {
    Seeds seeds = new Seeds(List.of(0.93, 0.95, 0.97));
    assertEquals(0.95, seeds.mean(), 1e-12);
    assertEquals(0.93, seeds.min());
    assertEquals(0.97, seeds.max());
    // t(2, 97.5 %) = 4.3027; the standard deviation is 0.02.
    assertEquals(0.95 - 4.3027 * 0.02 / Math.sqrt(3), seeds.interval().low(), 1e-9);
    assertEquals(0.95 + 4.3027 * 0.02 / Math.sqrt(3), seeds.interval().high(), 1e-9);
  }

  @Test
  void oneSeedSaysNothingOfTheSpread() {
    assertEquals(Double.POSITIVE_INFINITY, new Seeds(List.of(0.9)).interval().high());
    assertThrows(IllegalArgumentException.class, () -> new Seeds(List.of()));
  }
}
