package borboleta.train.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.train.Recipe;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPageTests {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;

  @BeforeEach
  void begin() throws IOException {
    Files.writeString(folder.resolve("recipe.json"), Recipe.preset("llava-1.5-lora").toJson());
  }

  /** Writes metrics of steps that take 6 seconds each, with one outlier of the gradient. */
  static void metrics(Path folder, int steps) throws IOException {
    StringBuilder csv =
        new StringBuilder(
            "step,loss,learning_rate,gradient_norm,tokens_per_second,memory_mb,seconds,answer_tokens\n");
    Random random = new Random(1);
    for (int i = 1; i <= steps; i++) {
      double loss = 0.7 + 2 * Math.exp(-i / 200.0) + random.nextGaussian() * 0.12;
      double rate = 2e-4 * Math.min(1, i / 156.0) * (0.5 + 0.5 * Math.cos(Math.PI * i / 5198));
      double norm = i == 1001 ? 5 : 0.4 + Math.abs(random.nextGaussian()) * 0.2;
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%.6f,%.4e,%.4f,%.0f,%d,%.2f,%d\n",
              i,
              loss,
              rate,
              norm,
              9000 + random.nextGaussian() * 300,
              61000 + i / 100,
              i * 6.0,
              900));
    }
    Files.writeString(folder.resolve("metrics.csv"), csv);
    Files.setLastModifiedTime(folder.resolve("metrics.csv"), FileTime.from(NOW));
  }

  private String page() throws IOException {
    return page(NOW);
  }

  private String page(Instant now) throws IOException {
    RunPage.write(folder, now);
    return Files.readString(folder.resolve("index.html"));
  }

  private void status(String state, int steps, String sentence, String... notices)
      throws IOException {
    new RunStatus(state, steps, sentence, List.of(notices)).write(folder);
  }

  @Test
  void longRunIsWholeSmallAndEndsWhenItsStepsSay() throws Exception {
    metrics(folder, 5000);
    status(RunStatus.RUNNING, 5198, "");
    String html = page();
    assertTrue(html.contains("step 5,000 of 5,198"), html);
    // 198 steps of 6 seconds.
    assertTrue(html.contains("about 19 min 48 s left, ends about 2026-01-02 03:23 UTC"), html);
    assertTrue(html.length() < 250_000, "bytes: " + html.length());
    Matcher lines = Pattern.compile("points=\"([^\"]*)\"").matcher(html);
    int count = 0;
    while (lines.find()) {
      count++;
      assertTrue(lines.group(1).strip().split(" ").length <= 1200, "points of a line");
    }
    assertTrue(count >= 5, "curves: " + count);
    // An outlier stays, cut off at the edge, and does not press the other points down.
    assertTrue(html.contains(",-200.0"), "the outlier is drawn past the edge");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(
            new java.io.ByteArrayInputStream(
                html.replaceFirst("<!DOCTYPE html>", "").getBytes("UTF-8")));
  }

  @Test
  void pageLoadsNothingAndLoadsItselfOnlyWhileTheRunGoesOn() throws IOException {
    metrics(folder, 20);
    status(RunStatus.RUNNING, 40, "");
    assertTrue(page().contains("http-equiv=\"refresh\""));
    assertFalse(
        Pattern.compile("(src|href)=\"(?!data:)|https?://|@import|url\\(").matcher(page()).find());
    for (String end : List.of(RunStatus.DONE, RunStatus.FAILED, RunStatus.INTERRUPTED)) {
      status(end, 40, "The <end> & so on");
      assertFalse(page().contains("http-equiv=\"refresh\""));
      assertTrue(page().contains("The &lt;end&gt; &amp; so on"));
    }
  }

  @Test
  void silenceOfARunningRunIsSaid() throws IOException {
    metrics(folder, 20);
    status(RunStatus.RUNNING, 40, "");
    assertFalse(page(NOW.plusSeconds(200)).contains("Nothing was written since"));
    assertTrue(
        page(NOW.plusSeconds(300)).contains("Nothing was written since 2026-01-02 03:04 UTC"));
    status(RunStatus.DONE, 40, "");
    assertFalse(page(NOW.plusSeconds(9999)).contains("Nothing was written since"));
  }

  @Test
  void badStepCutsAndRecordsLeftOutAreShown() throws IOException {
    metrics(folder, 11);
    status(
        RunStatus.FAILED, 40, "the loss of step 12 is NaN", "3 records are cut at 2,048 positions");
    Files.writeString(
        folder.resolve("failed-step-12.json"),
        "{\"step\":12,\"what\":\"loss\",\"value\":\"NaN\",\"batches\":[[\"id<7>\",\"id8\"]]}");
    Files.writeString(folder.resolve("skipped.tsv"), "r9\trecord r9 has no picture 9.png\n");
    String html = page();
    assertTrue(html.contains("The loss of step 12 was NaN"), html);
    assertTrue(html.contains("id&lt;7&gt;<br/>id8"), html);
    assertTrue(html.contains("3 records are cut at 2,048 positions"), html);
    assertTrue(html.contains("record r9 has no picture 9.png"), html);
    metrics(folder, 13);
    assertFalse(page().contains("The loss of step 12 was NaN"));
  }

  @Test
  void bestCheckpointAndEvalLossAreShown() throws IOException {
    metrics(folder, 30);
    Files.writeString(folder.resolve("eval.csv"), "step,loss\n10,1.500000\n20,1.250000\n30,1.3");
    for (int step : List.of(20, 30)) {
      Path checkpoint = folder.resolve("checkpoints/step-" + step);
      Files.createDirectories(checkpoint);
      Files.writeString(
          checkpoint.resolve("manifest.json"),
          "{\"step\":%d,\"score\":1.%d,\"files\":{\"a\":{\"bytes\":2000000}}}"
              .formatted(step, step));
    }
    Files.createDirectories(folder.resolve("checkpoints/step-40.partial"));
    String html = page();
    assertTrue(
        html.contains("step-20 <b class=\"best\">best</b></td><td>1.2000</td><td>2.0 MB"), html);
    assertTrue(html.contains("<td>step-30</td>"), html);
    assertTrue(html.contains("on eval records"), html);
    assertFalse(html.contains("partial"), html);
  }

  @Test
  void answersOfOneQuestionStandTogether() throws IOException {
    Files.createDirectories(folder.resolve("samples"));
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(picture, "jpg", folder.resolve("samples/picture-1.jpg").toFile());
    for (int step = 0; step <= 1200; step += 100) {
      new SampleSet(
              step,
              List.of(
                  new SampleSet.Sample("a", "picture-1.jpg", "O que é?", "Um gato.", "<s" + step),
                  new SampleSet.Sample("b", "../../x.jpg", "Where?", "There.", "")))
          .write(folder);
    }
    String html = page();
    assertEquals(2, html.split("<article>").length - 1);
    assertEquals(1, html.split("data:image/jpeg;base64,").length - 1);
    assertTrue(html.contains("<th>before</th><td>&lt;s0</td>"), html);
    assertTrue(html.contains("<th>step 1,200</th><td>&lt;s1200</td>"), html);
    assertFalse(html.contains("&lt;s100<"), "of many intervals some are shown");
    assertTrue(html.contains("<em>nothing</em>"), html);
  }

  @Test
  void folderWithoutARunIsRefused() throws IOException {
    Files.delete(folder.resolve("recipe.json"));
    IOException e = assertThrows(IOException.class, this::page);
    assertTrue(e.getMessage().contains("holds no run"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("index.html")));
  }
}
