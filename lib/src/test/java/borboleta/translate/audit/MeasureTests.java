package borboleta.translate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Progress;
import borboleta.translate.EmojiRecords;
import borboleta.translate.audit.measure.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureTests {
  /** Rows 1 to 9 of the audit. */
  private static final Set<String> SURE =
      Set.of(
          "records",
          "turns",
          "identity",
          "placeholder",
          "only-values",
          "line-structure",
          "numbers",
          "protected-spans",
          "encoding",
          "language");

  @TempDir private Path folder;

  @Test
  void checksFindTheFaultsOfTheirKindInProse() throws IOException {
    demand(Measure.onTheKitsRecords(3).run(Progress.NONE), Measure.FAULTS);
  }

  @Test
  void checksFindTheFaultsOfTheirKindInTheEmojiWorld() throws IOException {
    Path english = EmojiRecords.english(folder.resolve("en.json"), 1_000);
    Path portuguese = EmojiRecords.portuguese(folder.resolve("pt.json"), 1_000);
    try (Pairs pairs = Pairs.open(english, portuguese, Progress.NONE)) {
      demand(Measure.on(pairs, 5).run(Progress.NONE), 0);
    }
  }

  private static void demand(List<CheckRates> measured, int fewest) {
    measured.forEach(System.out::println);
    assertEquals(Audit.checks().size(), measured.size());
    for (CheckRates check : measured) {
      if (SURE.contains(check.check())) {
        assertTrue(check.seeded() >= fewest, check::toString);
        assertTrue(check.seeded() == 0 || check.recall() >= 0.98, check::toString);
        assertTrue(check.falseAlarms() <= 0.005, check::toString);
      }
    }
  }
}
