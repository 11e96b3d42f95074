package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.train.StepMetrics;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveTests {
  private static final long SECOND = 1_000_000_000L;
  private long now;

  /** Remembers what a notebook would show. */
  private static final class Notebook implements Screen {
    private final List<Object> shown = new ArrayList<>();
    private final List<Object> replaced = new ArrayList<>();

    @Override
    public String show(Object content) {
      shown.add(content);
      return "place";
    }

    @Override
    public void replace(String id, Object content) {
      assertEquals("place", id);
      replaced.add(content);
    }

    @Override
    public boolean isNotebook() {
      return true;
    }
  }

  @Test
  void chartIsShownOnceAndReplacedEveryTwoSeconds() {
    Notebook notebook = new Notebook();
    LiveChart chart = new LiveChart("t", "step", "loss", notebook, () -> now);
    for (int step = 1; step <= 100; step++) {
      chart.noisy("loss", step, 1.0 / step);
      now += SECOND / 10;
    }
    assertEquals(1, notebook.shown.size());
    assertEquals(4, notebook.replaced.size(), "ten seconds");
    chart.noisy("loss", 101, 0.5);
    int before = notebook.replaced.size();
    chart.close();
    assertEquals(before + 1, notebook.replaced.size(), "the last state is drawn");
  }

  @Test
  void numberlessPointsAreLeftOut() {
    LiveChart chart = new LiveChart("t", "step", "loss", new Notebook(), () -> now);
    chart.noisy("loss", 1, Double.NaN);
    assertThrows(IllegalStateException.class, chart::picture);
    chart.noisy("loss", 1, 2.0);
    chart.share("right", 1, 0.5);
    assertTrue(chart.picture().getWidth() > 0);
  }

  @Test
  void stateAndPanelsAreDrawnWithTheCurves() {
    LiveChart chart = new LiveChart("t", "step", "loss", new Notebook(), () -> now);
    chart.noisy("loss", 1, 2.0);
    chart.noisy("loss", 2, 1.0);
    BufferedImage plain = chart.picture();
    chart.below(
        () ->
            RunPanels.of(
                List.of(
                    new StepMetrics(1, 2f, 1e-3f, 1f, 100, -1, 1, 8),
                    new StepMetrics(2, 1f, 5e-4f, 9f, 110, -1, 2, 8)),
                LiveChart.WIDTH));
    BufferedImage all = chart.picture();
    assertEquals(plain.getHeight() + RunPanels.HEIGHT, all.getHeight());
    int quarter = LiveChart.WIDTH / 4;
    assertTrue(inked(all, 0, plain.getHeight()) && inked(all, 2 * quarter, plain.getHeight()));
    assertFalse(
        inked(all, 3 * quarter, plain.getHeight()), "memory that nobody tells has no panel");

    chart.state("step 2 of 9");
    BufferedImage told = chart.picture();
    assertTrue(
        IntStream.range(0, LiveChart.WIDTH).anyMatch(x -> told.getRGB(x, 24) != all.getRGB(x, 24)),
        "the title tells it");
  }

  /** Whether something is drawn in a quarter of the row of panels. */
  private static boolean inked(BufferedImage picture, int left, int top) {
    int ground = HouseStyle.GROUND.getRGB();
    return IntStream.range(left, left + LiveChart.WIDTH / 4)
        .anyMatch(
            x ->
                IntStream.range(top, picture.getHeight())
                    .anyMatch(y -> picture.getRGB(x, y) != ground));
  }

  @Test
  void progressReplacesOneLineAndTellsRateAndRemainingTime() {
    Notebook notebook = new Notebook();
    LiveProgress progress = new LiveProgress("data", notebook, () -> now);
    for (int done = 0; done <= 1000; done += 10) {
      progress.update(done, 1000, "records");
      now += SECOND / 10;
    }
    progress.close();
    assertEquals(1, notebook.shown.size());
    assertTrue(notebook.replaced.size() < 30, "half a second lies between updates");
    String half =
        notebook.replaced.stream()
            .map(Object::toString)
            .filter(line -> line.contains("500 of 1,000"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        "data: ████████████░░░░░░░░░░░░  50 %  500 of 1,000 records, 100/s, 5 s left", half);
    Object last = notebook.replaced.get(notebook.replaced.size() - 1);
    assertEquals("data: 1,000 records in 10 s (100/s)", last);
    assertNotEquals(half, last);
  }

  @Test
  void wordsBesideAreAskedForEachTimeTheLineIsShown() {
    Notebook notebook = new Notebook();
    LiveProgress progress = new LiveProgress("data", notebook, () -> now, () -> "$" + now / SECOND);
    progress.update(1, 10, "records");
    now += 2 * SECOND;
    progress.update(2, 10, "records");
    assertTrue(notebook.replaced.get(0).toString().endsWith(", $0"), notebook.replaced::toString);
    assertTrue(
        notebook.replaced.get(1).toString().endsWith("left, $2"), notebook.replaced::toString);
  }
}
