package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaRecord;
import borboleta.data.Turn;
import borboleta.train.Recipe;
import borboleta.train.StepMemory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepMemoryTests {
  private static final List<LlavaRecord> RECORDS =
      List.of(
          new LlavaRecord(
              "1",
              "1.png",
              List.of(new Turn("human", "<image>\nIs there a cat?"), new Turn("gpt", "yes"))));

  @TempDir static Path folder;

  @BeforeAll
  static void writeModel() throws Exception {
    SmallModel.write(folder.resolve("model"));
  }

  @Test
  void gradientsAndOptimizerFollowWhatLearns() throws Exception {
    Path model = folder.resolve("model");
    StepMemory part =
        StepMemory.of(model, RECORDS, name -> name.startsWith("multi_modal_projector"));
    StepMemory all = StepMemory.of(model, RECORDS, name -> true);
    assertEquals(2 * (32 * 32 + 32), part.trained());
    assertEquals(4 * part.trained(), part.gradientBytes());
    assertEquals(8 * part.trained() + 4 * 4, part.optimizerBytes(), "two means, four counters");
    assertEquals(4 * part.parameters(), part.weightBytes());
    assertEquals(part.weightBytes(), all.weightBytes());
    assertTrue(all.trained() > part.trained());
  }

  @Test
  void planSaysWhatIsCounted() throws Exception {
    CountedStep projector =
        CountedStep.of(
            "projector",
            folder.resolve("model"),
            RECORDS,
            Recipe.tiny().with("tune_mm_mlp_adapter", true),
            name -> name.startsWith("multi_modal_projector"));
    assertTrue(projector.farthest() < 0.05, projector + " is " + projector.farthest() + " off");
    CountedStep wrong =
        CountedStep.of(
            "more than planned",
            folder.resolve("model"),
            RECORDS,
            Recipe.tiny().with("tune_mm_mlp_adapter", true),
            name -> true);
    assertTrue(wrong.farthest() > 0.5, "a plan for another step is far off");
    String table = CountedStep.table(List.of(projector)).toString();
    assertTrue(table.contains("projector | 0.546 | 0.546 | "), table);
  }

  @Test
  void refusesToLearnNothing() {
    assertThrows(
        IllegalArgumentException.class,
        () -> StepMemory.of(folder.resolve("model"), RECORDS, name -> false));
  }
}
