package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import borboleta.data.EvalQuestion;
import borboleta.data.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamTests {
  /** Six hundred questions, the kinds in turn, as the data set's files have them. */
  private static Exam exam() {
    List<EvalQuestion> questions = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Kind kind = Kind.values()[i % 6];
      questions.add(new EvalQuestion("%03d".formatted(i), i + ".png", kind, "?", "a"));
    }
    return new Exam(questions, Path.of("images"));
  }

  @Test
  void sampleHasEveryKindEquallyOften() {
    for (int number : new int[] {6, 60, 100, 120}) {
      Exam sample = exam().sample(number);
      assertEquals(number, sample.questions().size());
      Accuracy all = Accuracy.of(sample.questions(), Collections.nCopies(number, "a"));
      int least = all.byKind().values().stream().mapToInt(Score::asked).min().orElse(0);
      assertEquals(6, all.byKind().size());
      assertEquals(number / 6, least);
    }
  }

  @Test
  void sampleKeepsTheOrderAndIsSpreadOverTheSet() {
    List<String> ids = exam().sample(60).questions().stream().map(EvalQuestion::id).toList();
    assertEquals(ids.stream().sorted().toList(), ids);
    assertEquals("000", ids.get(0));
    assertEquals("545", ids.get(59), "the last of ten of the last kind");
    Exam all = exam();
    assertSame(all, all.sample(600));
  }
}
