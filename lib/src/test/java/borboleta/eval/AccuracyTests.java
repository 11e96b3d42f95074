package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.EvalQuestion;
import borboleta.data.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracyTests {
  private static EvalQuestion question(Kind kind, String answer) {
    return new EvalQuestion("1", "1.png", kind, "?", answer);
  }

  @Test
  void countsByKindAndInAll() {
    List<EvalQuestion> questions =
        List.of(
            question(Kind.WHERE, "top left"),
            question(Kind.COUNT, "3"),
            question(Kind.COUNT, "2"),
            question(Kind.COUNT, "4"));
    Accuracy accuracy = Accuracy.of(questions, List.of("top left", "3", "3", "4"));
    assertEquals(new Score(3, 4), accuracy.total());
    assertEquals(new Score(2, 3), accuracy.byKind().get(Kind.COUNT));
    assertEquals(new Score(1, 1), accuracy.byKind().get(Kind.WHERE));
    assertEquals(List.of(Kind.COUNT, Kind.WHERE), List.copyOf(accuracy.byKind().keySet()));
    assertEquals(0, accuracy.share(Kind.THERE));
  }

  @Test
  void formIsForgivenButContentIsNot() {
    EvalQuestion question = question(Kind.WHAT, "um pássaro");
    assertTrue(Accuracy.isRight(question, " Um  pássaro.\n"));
    assertTrue(Accuracy.isRight(question, "um pa\u0301ssaro"), "decomposed accent");
    assertTrue(Accuracy.isRight(question, "um\u00a0pássaro !"));
    assertFalse(Accuracy.isRight(question, "um passaro"));
    assertFalse(Accuracy.isRight(question, "pássaro"));
    assertFalse(Accuracy.isRight(question, "um pássaro. um pássaro"));
    assertFalse(Accuracy.isRight(question, ""));
  }

  /** The expected ends come from the formula, computed apart from this library. */
  @Test
  void intervalsAreWilsons() {
    assertInterval(0.8625049, 0.9656807, new Score(93, 100).interval(), 1e-6);
    assertInterval(0.0, 0.0369935, new Score(0, 100).interval(), 1e-6);
    assertInterval(0.9630065, 1.0, new Score(100, 100).interval(), 1e-6);
    assertInterval(0.0, 1.0, new Score(0, 0).interval(), 0);
    assertThrows(IllegalArgumentException.class, () -> Interval.wilson(2, 1));
  }

  private static void assertInterval(double low, double high, Interval interval, double within) {
    assertEquals(low, interval.low(), within);
    assertEquals(high, interval.high(), within);
  }

  @Test
  void oneAnswerAQuestionIsAskedFor() {
    List<EvalQuestion> one = List.of(question(Kind.COUNT, "3"));
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> Accuracy.of(one, List.of("3", "4")));
    assertTrue(e.getMessage().contains("1 questions but 2 answers"), e.getMessage());
  }
}
