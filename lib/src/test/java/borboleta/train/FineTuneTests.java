package borboleta.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaFile;
import borboleta.data.LlavaRecord;
import borboleta.data.Turn;
import borboleta.hub.LlavaFolder;
import borboleta.hub.TinyModel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuneTests {
  private static final Recipe RECIPE = new Recipe(3, 2e-3, 2, 4, 0.1, 0, 1.0, 3, 4);

  @TempDir private Path folder;
  private Path base;
  private Path records;

  @BeforeEach
  void prepare() throws IOException {
    base = folder.resolve("base");
    TinyModel.write(base);
    records = folder.resolve("records.json");
    LlavaFile.write(records, records());
  }

  /** Pictures of one colour, and what colour that is. */
  private List<LlavaRecord> records() throws IOException {
    List<LlavaRecord> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      boolean red = i % 2 == 0;
      BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      g.setColor(red ? Color.RED : Color.BLUE);
      g.fillRect(0, 0, 32, 32);
      ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
      all.add(
          new LlavaRecord(
              "r" + i,
              i + ".png",
              List.of(
                  new Turn("human", "<image>\nWhat color is the background?"),
                  new Turn("gpt", red ? "red" : "blue"))));
    }
    return all;
  }

  private static FineTune.Watcher silent() {
    return (metrics, steps) -> {};
  }

  @Test
  void lossFallsAndTheModelIsWritten() throws IOException {
    Path run = folder.resolve("run");
    new FineTune(RECIPE.withEpochs(12).withLearningRate(2e-2), base, records, folder)
        .run(run, silent());
    List<StepMetrics> metrics = MetricsFile.read(run.resolve("metrics.csv"));
    assertEquals(48, metrics.size());
    assertTrue(metrics.get(47).loss() < metrics.get(0).loss() / 2, metrics.get(47).row());
    LlavaFolder.load(run.resolve("model")).close();
    assertTrue(Files.exists(run.resolve("model/tokenizer.json")));
  }

  @Test
  void resumedRunEqualsUninterruptedRun() throws IOException {
    Path whole = folder.resolve("whole");
    new FineTune(RECIPE, base, records, folder).run(whole, silent());
    Path cut = folder.resolve("cut");
    FineTune.Watcher stopAfterFive =
        (metrics, steps) -> {
          if (metrics.step() == 5) {
            throw new IllegalStateException("cut off");
          }
        };
    FineTune second = new FineTune(RECIPE, base, records, folder);
    assertThrows(IllegalStateException.class, () -> second.run(cut, stopAfterFive));
    assertFalse(Files.exists(cut.resolve("model")));
    second.run(cut, silent());
    assertArrayEquals(
        Files.readAllBytes(whole.resolve("model/model.safetensors")),
        Files.readAllBytes(cut.resolve("model/model.safetensors")));
    assertEquals(8, MetricsFile.read(cut.resolve("metrics.csv")).size());
  }

  @Test
  void missingPictureIsNamedBeforeAnythingIsWritten() throws IOException {
    Files.delete(folder.resolve("7.png"));
    Path run = folder.resolve("run");
    FineTune fineTune = new FineTune(RECIPE, base, records, folder);
    IOException error = assertThrows(IOException.class, () -> fineTune.run(run, silent()));
    assertTrue(error.getMessage().contains("r7"), error.getMessage());
    assertFalse(Files.exists(run));
  }

  @Test
  void folderOfAnotherRecipeIsRefused() throws IOException {
    Path run = folder.resolve("run");
    new FineTune(RECIPE, base, records, folder).run(run, silent());
    FineTune other = new FineTune(RECIPE.withSeed(4), base, records, folder);
    IOException error = assertThrows(IOException.class, () -> other.run(run, silent()));
    assertTrue(error.getMessage().contains("another recipe"), error.getMessage());
  }

  @Test
  void learningRateOutOfRangeIsRefused() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> RECIPE.withLearningRate(10));
    assertTrue(error.getMessage().contains("learning_rate"), error.getMessage());
  }

  @Test
  void everyEpochReadsEveryRecordOnce() {
    RecordOrder order = new RecordOrder(5, 10);
    boolean[] seen = new boolean[10];
    for (int step = 0; step < 5; step++) {
      for (int row : order.batch(step, 2)) {
        assertFalse(seen[row]);
        seen[row] = true;
      }
    }
  }
}
