package borboleta.course;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The recorded losses of a model that was made in stages, from its {@code curve.csv}. */
public final class LearningCurve {
  private static final int WINDOW = 25;

  private final Map<String, List<double[]>> stages; // step and loss, in the file's order

  private LearningCurve(Map<String, List<double[]>> stages) {
    this.stages = stages;
  }

  /**
   * Reads the columns stage, step and loss; others are passed over.
   *
   * @throws IOException when the file is missing, lacks one of them or holds something else than
   *     numbers
   */
  public static LearningCurve read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "the learning curve %s is missing; the command in the model's card makes it"
              .formatted(file));
    }
    List<String> lines = Files.readAllLines(file);
    List<String> header = lines.isEmpty() ? List.of() : List.of(lines.get(0).split(","));
    if (!header.containsAll(List.of("stage", "step", "loss"))) {
      throw new IOException(
          "%s begins with %s; a learning curve has the columns stage, step and loss"
              .formatted(file, header));
    }
    Map<String, List<double[]>> stages = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        String[] cells = lines.get(i).split(",");
        double step = Double.parseDouble(cells[header.indexOf("step")]);
        double loss = Double.parseDouble(cells[header.indexOf("loss")]);
        String stage = cells[header.indexOf("stage")];
        stages.computeIfAbsent(stage, s -> new ArrayList<>()).add(new double[] {step, loss});
      } catch (RuntimeException e) {
        throw new IOException(
            "%s, line %d, is no row of a learning curve: %s".formatted(file, i + 1, lines.get(i)),
            e);
      }
    }
    return new LearningCurve(stages);
  }

  /** The stages, in the order in which they ran. */
  public List<String> stages() {
    return List.copyOf(stages.keySet());
  }

  /** One row a stage: its steps, and the mean loss of its first and last recorded steps. */
  public Table summary() {
    StringColumn stage = StringColumn.create("stage");
    IntColumn steps = IntColumn.create("steps");
    DoubleColumn first = DoubleColumn.create("loss at first");
    DoubleColumn last = DoubleColumn.create("loss at last");
    stages.forEach(
        (name, points) -> {
          int window = Math.min(WINDOW, Math.max(1, points.size() / 4));
          stage.append(name);
          steps.append((int) points.get(points.size() - 1)[0]);
          first.append(mean(points, 0, window));
          last.append(mean(points, points.size() - window, points.size()));
        });
    return Table.create("", stage, steps, first, last);
  }

  /**
   * Draws the stages side by side, each with its own axes: their losses measure different things.
   */
  public BufferedImage picture() {
    List<BufferedImage> charts = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    stages.forEach(
        (name, points) -> {
          XYChart chart =
              new XYChartBuilder()
                  .width(480)
                  .height(300)
                  .title(name)
                  .xAxisTitle("step")
                  .yAxisTitle("loss")
                  .build();
          HouseStyle.apply(chart.getStyler());
          chart.getStyler().setLegendVisible(false);
          chart.getStyler().setYAxisMin(0.0);
          double[][] smooth = smooth(points);
          chart.addSeries(name, Ticks.unequal(smooth[0]), smooth[1]).setMarker(SeriesMarkers.NONE);
          charts.add(BitmapEncoder.getBufferedImage(chart));
          captions.add("%,.0f steps".formatted(points.get(points.size() - 1)[0]));
        });
    return PictureSheet.of(charts, captions);
  }

  private static double[][] smooth(List<double[]> points) {
    int window = Math.min(WINDOW, Math.max(1, points.size() / 8));
    int count = points.size() - window + 1;
    double[][] out = new double[2][count];
    for (int i = 0; i < count; i++) {
      out[0][i] = points.get(i + window - 1)[0];
      out[1][i] = mean(points, i, i + window);
    }
    return out;
  }

  private static double mean(List<double[]> points, int from, int to) {
    return points.subList(from, to).stream().mapToDouble(point -> point[1]).average().orElseThrow();
  }
}
