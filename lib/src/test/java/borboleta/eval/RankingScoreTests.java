package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingScoreTests {
  private static final List<String> RIGHT = List.of("a", "b", "c", "d", "e");

  @Test
  void rightOrderHasTheMostThatTheTaskGives() {
    assertEquals(3.631, RankingScore.gain(RIGHT, RIGHT), 5e-4);
    assertEquals(1, RankingScore.of(List.of(RIGHT), List.of(RIGHT)).top1());
  }

  @Test
  void bestCandidateCountsForLessFurtherDown() {
    // 3 / log2(3) + 1 / log2(2)
    assertEquals(2.893, RankingScore.gain(RIGHT, List.of("b", "a", "c", "d", "e")), 5e-4);
    // 3 / log2(6) + 1 / log2(5)
    assertEquals(1.591, RankingScore.gain(RIGHT, List.of("e", "d", "c", "b", "a")), 5e-4);
  }

  @Test
  void scoreIsTheMeanOverItems() {
    List<String> swapped = List.of("b", "a", "c", "d", "e");
    RankingScore score = RankingScore.of(List.of(RIGHT, RIGHT), List.of(RIGHT, swapped));
    assertEquals(0.5, score.top1());
    assertEquals((3.6309 + 2.8928) / 2, score.gain(), 5e-4);
  }

  @Test
  void missingCandidateIsNamed() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> RankingScore.gain(RIGHT, List.of("a", "c")));
    assertEquals("the order [a, c] lacks the candidate b", e.getMessage());
  }

  @Test
  void ordersThatCannotBeJudgedAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> RankingScore.of(List.of(RIGHT), List.of()));
    assertThrows(IllegalArgumentException.class, () -> RankingScore.of(List.of(), List.of()));
  }

  @Test
  void scoreReadsAsOneLine() {
    RankingScore score = RankingScore.of(List.of(RIGHT), List.of(RIGHT));
    assertEquals("top-1 1.00, discounted gain 3.631 (1 items)", score.toString());
  }
}
