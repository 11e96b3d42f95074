package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacksTests {
  @Test
  void packsHoldAllSegmentsInOrderWithinTheLimits() {
    List<String> segments = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      segments.add("ç" + i + "x".repeat(i % 97 == 0 ? 3_000 : i % 7));
    }
    List<List<String>> packs = Packs.of(segments);
    assertEquals(segments, packs.stream().flatMap(List::stream).toList());
    for (List<String> pack : packs) {
      assertTrue(pack.size() <= 1024);
      assertTrue(pack.stream().mapToInt(Packs::codePoints).sum() <= 5_000);
    }
  }

  @Test
  void shortSegmentsFillAPackToGooglesCount() {
    assertEquals(
        List.of(1024, 1024, 2),
        Packs.of(Collections.nCopies(2050, "a")).stream().map(List::size).toList());
  }

  @Test
  void segmentOverTheRecommendationTravelsAlone() {
    String tall = "x".repeat(20_000);
    assertEquals(
        List.of(List.of("a"), List.of(tall), List.of("b")), Packs.of(List.of("a", tall, "b")));
  }

  @Test
  void segmentOverTheLimitIsRefusedWithItsBeginning() {
    String over = "Once upon a time " + "x".repeat(30_000);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Packs.of(List.of(over)));
    assertTrue(refused.getMessage().contains("Once upon a time"), refused.getMessage());
  }

  @Test
  void charactersAreCodePointsAsGoogleBillsThem() {
    assertEquals(3, Packs.codePoints("a🦋ç"));
  }
}
