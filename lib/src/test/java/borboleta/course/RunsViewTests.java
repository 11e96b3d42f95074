package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsViewTests {
  @TempDir private Path folder;
  private final Map<String, TrainingRun> runs = new LinkedHashMap<>();

  @BeforeEach
  void writeRuns() throws IOException {
    runs.put("slow", run("slow", 10, 4, 3, 2));
    runs.put("quick", run("quick", 8, 4, 2));
    Files.createDirectories(folder.resolve("quick/adapter"));
    Files.write(folder.resolve("quick/adapter/adapter_model.safetensors"), new byte[2_500_000]);
    Files.createDirectories(folder.resolve("slow/model"));
    Files.write(folder.resolve("slow/model/model.safetensors"), new byte[500_000]);
    Files.writeString(folder.resolve("quick/validation.csv"), "step,right,asked\n0,1,8\n2,6,8\n");
  }

  private TrainingRun run(String name, double secondsPerStep, double... losses) throws IOException {
    StringBuilder rows = new StringBuilder("step,loss\n");
    for (int i = 0; i < losses.length; i++) {
      rows.append(
          "%d,%.1f,1e-3,1.0,100,%d,%.1f,8\n"
              .formatted(i + 1, losses[i], 900 - i, (i + 1) * secondsPerStep));
    }
    Files.createDirectories(folder.resolve(name));
    Files.writeString(folder.resolve(name).resolve("metrics.csv"), rows);
    return new TrainingRun(folder.resolve(name));
  }

  @Test
  void tableTellsWhatEachRunTookAndKept() {
    String table = RunsView.table("t", runs).toString();
    assertTrue(table.contains("slow | 3 | 30 | 3 | "), table);
    assertTrue(table.contains("quick | 2 | 16 | 3 | 75 | 900 | 2.5"), table);
  }

  @Test
  void timesThatDifferTooMuchAreNotEqual() {
    assertFalse(RunsView.equalTime(runs.values(), 0.5).met());
    assertTrue(RunsView.equalTime(runs.values(), 0.9).met());
    assertEquals("16 to 30 s", RunsView.equalTime(runs.values(), 0.9).text());
  }

  @Test
  void curvesHaveTheSecondsAcross() {
    BufferedImage both = RunsView.lossOverTime("t", runs);
    BufferedImage one = RunsView.lossOverTime("t", Map.of("slow", runs.get("slow")));
    assertEquals(960, both.getWidth());
    assertTrue(painted(both, 1) > 100, "a second run has a second colour");
    assertEquals(0, painted(one, 1));
  }

  private static long painted(BufferedImage picture, int color) {
    int rgb = HouseStyle.color(color).getRGB();
    return IntStream.range(0, picture.getHeight())
        .mapToLong(
            y ->
                IntStream.range(0, picture.getWidth())
                    .filter(x -> picture.getRGB(x, y) == rgb)
                    .count())
        .sum();
  }
}
