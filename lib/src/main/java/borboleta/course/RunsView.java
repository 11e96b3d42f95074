package borboleta.course;

import borboleta.train.StepMetrics;
import borboleta.train.watch.Curve;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import tech.tablesaw.api.Table;

/** Several runs beside each other, from their own files. */
public final class RunsView {
  private static final int MOST_POINTS = 300;
  private static final int LAST = 10;

  private RunsView() {}

  /** Draws the running mean of each run's loss over the seconds that it has taken. */
  public static BufferedImage lossOverTime(String title, Map<String, TrainingRun> runs) {
    Map<String, double[][]> curves = new LinkedHashMap<>();
    runs.forEach(
        (name, run) -> {
          Curve curve = new Curve();
          run.steps().forEach(step -> curve.add(step.seconds(), step.loss()));
          List<Curve.Point> points = curve.thinned(MOST_POINTS);
          curves.put(
              name,
              new double[][] {
                points.stream().mapToDouble(Curve.Point::x).toArray(),
                points.stream().mapToDouble(Curve.Point::mean).toArray()
              });
        });
    return BitmapEncoder.getBufferedImage(
        Charts.lines(title, "seconds", "loss, running mean", curves));
  }

  /**
   * A row for each run: steps, seconds, the mean loss of the last ten steps, the share of the last
   * look's questions, the largest memory of the process, the size of what it wrote.
   */
  public static Sheet table(String title, Map<String, TrainingRun> runs) {
    Sheet sheet =
        Sheet.of(
            title,
            "run",
            "steps",
            "seconds",
            "loss at the end",
            "% right",
            "MB in memory",
            "MB kept");
    runs.forEach(
        (name, run) -> {
          List<StepMetrics> steps = run.steps();
          sheet.row(
              name,
              steps.size(),
              Math.rint(seconds(run)),
              steps.subList(Math.max(0, steps.size() - LAST), steps.size()).stream()
                  .mapToDouble(StepMetrics::loss)
                  .average()
                  .orElse(Double.NaN),
              rightPercent(run.looks()),
              steps.stream().mapToLong(StepMetrics::memoryMegabytes).max().orElse(-1),
              weightBytes(run.written()) / 1e6);
        });
    return sheet;
  }

  /** Whether the longest of the runs took at most a share more than the shortest. */
  public static Measured equalTime(Collection<TrainingRun> runs, double share) {
    double shortest = runs.stream().mapToDouble(RunsView::seconds).min().orElseThrow();
    double longest = runs.stream().mapToDouble(RunsView::seconds).max().orElseThrow();
    return Measured.that(
        longest <= shortest * (1 + share), "%.0f to %.0f s".formatted(shortest, longest));
  }

  private static double seconds(TrainingRun run) {
    return run.steps().stream().mapToDouble(StepMetrics::seconds).max().orElse(0);
  }

  private static double rightPercent(Table looks) {
    int last = looks.rowCount() - 1;
    return last < 0
        ? Double.NaN
        : 100 * looks.doubleColumn("right").get(last) / looks.doubleColumn("asked").get(last);
  }

  private static long weightBytes(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".safetensors"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
