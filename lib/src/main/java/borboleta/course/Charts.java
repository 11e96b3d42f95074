package borboleta.course;

import borboleta.data.Kind;
import borboleta.eval.Accuracy;
import borboleta.eval.Interval;
import borboleta.eval.Score;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tech.tablesaw.api.Table;

/** The course's charts, all in one style. */
public final class Charts {
  private Charts() {}

  /** Starts a chart of lines; add series to it. */
  public static XYChart lines(String title, String xTitle, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(960)
            .height(440)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    HouseStyle.apply(chart.getStyler());
    return chart;
  }

  /** Draws one line a series: each an array of x and an array of y. */
  public static XYChart lines(
      String title, String xTitle, String yTitle, Map<String, double[][]> series) {
    XYChart chart = lines(title, xTitle, yTitle);
    series.forEach(
        (name, xy) ->
            chart.addSeries(name, Ticks.unequal(xy[0]), xy[1]).setMarker(SeriesMarkers.NONE));
    chart.getStyler().setLegendVisible(series.size() > 1);
    return chart;
  }

  /**
   * Draws one bar a name from 0 to its number, in the map's order.
   *
   * @throws IllegalArgumentException when there is no bar, a number is negative, or all are 0
   */
  public static BufferedImage bars(
      String title, String axis, Map<String, ? extends Number> numbers) {
    Map<String, Map<String, Number>> groups = new LinkedHashMap<>();
    numbers.forEach((name, number) -> groups.put(name, Map.of("", number)));
    return groups(title, axis, groups);
  }

  /**
   * Draws bars in groups, each series in its colour, in the maps' order.
   *
   * @param groups for each group its numbers by series
   * @throws IllegalArgumentException when a number is negative, or none is above 0
   */
  public static BufferedImage groups(
      String title, String axis, Map<String, ? extends Map<String, ? extends Number>> groups) {
    Map<String, Map<String, Bars.Bar>> bars = new LinkedHashMap<>();
    double max = 0;
    for (Map.Entry<String, ? extends Map<String, ? extends Number>> group : groups.entrySet()) {
      Map<String, Bars.Bar> some = new LinkedHashMap<>();
      for (Map.Entry<String, ? extends Number> entry : group.getValue().entrySet()) {
        double value = entry.getValue().doubleValue();
        if (!(value >= 0)) {
          throw new IllegalArgumentException(
              "the bar \"%s\" of \"%s\" would be %s long; bars start at 0"
                  .formatted(entry.getKey(), group.getKey(), value));
        }
        max = Math.max(max, value);
        some.put(entry.getKey(), new Bars.Bar(value, value, value));
      }
      bars.put(group.getKey(), some);
    }
    if (max == 0) {
      throw new IllegalArgumentException("\"%s\" has no bar longer than 0".formatted(title));
    }
    return Bars.draw(title, axis, max, bars);
  }

  /**
   * Draws shares as bars, each with its 95 % interval.
   *
   * @param shares for each name the counted and how many there were
   */
  public static BufferedImage shares(String title, String axis, Map<String, int[]> shares) {
    Map<String, Map<String, Bars.Bar>> groups = new LinkedHashMap<>();
    double max = 0;
    for (Map.Entry<String, int[]> entry : shares.entrySet()) {
      int[] counted = entry.getValue();
      Interval interval = Interval.wilson(counted[0], counted[1]);
      max = Math.max(max, 100 * interval.high());
      double share = counted[1] == 0 ? 0 : 100.0 * counted[0] / counted[1];
      groups.put(
          entry.getKey(),
          Map.of("", new Bars.Bar(share, 100 * interval.low(), 100 * interval.high())));
    }
    return Bars.draw(title, axis, max, groups);
  }

  /**
   * Draws accuracies side by side, by kind of question and for all, each with its 95 % interval.
   *
   * @param accuracies what was measured (for example "fine-tuned", "shuffled pictures"), in order
   */
  public static BufferedImage accuracies(String title, Map<String, Accuracy> accuracies) {
    Set<Kind> kinds = new LinkedHashSet<>();
    for (Kind kind : Kind.values()) {
      if (accuracies.values().stream().anyMatch(a -> a.byKind().containsKey(kind))) {
        kinds.add(kind);
      }
    }
    Map<String, Map<String, Bars.Bar>> groups = new LinkedHashMap<>();
    for (Kind kind : kinds) {
      Map<String, Bars.Bar> group = new LinkedHashMap<>();
      accuracies.forEach(
          (name, accuracy) -> {
            if (accuracy.byKind().containsKey(kind)) {
              group.put(name, bar(accuracy.byKind().get(kind)));
            }
          });
      groups.put(kind.name().toLowerCase(Locale.ROOT), group);
    }
    Map<String, Bars.Bar> all = new LinkedHashMap<>();
    accuracies.forEach((name, accuracy) -> all.put(name, bar(accuracy.total())));
    groups.put("all", all);
    return Bars.draw(title, "% of the answers right, with 95 % intervals", 100, groups);
  }

  /** Draws one bar a score, with its 95 % interval. */
  public static BufferedImage scores(String title, Map<String, Score> scores) {
    Map<String, Map<String, Bars.Bar>> groups = new LinkedHashMap<>();
    scores.forEach((name, score) -> groups.put(name, Map.of("", bar(score))));
    return Bars.draw(title, "% of the answers right, with 95 % intervals", 100, groups);
  }

  private static Bars.Bar bar(Score score) {
    Interval interval = score.interval();
    return new Bars.Bar(100 * score.share(), 100 * interval.low(), 100 * interval.high());
  }

  /** Draws {@link Survey#timeline()}: one lane a type, each model at its date. */
  public static BufferedImage timeline(String title, Table timeline) {
    return Timeline.draw(title, timeline);
  }

  /**
   * Draws how often each answer (column) was given where another (row) was right.
   *
   * @param counts (rows, columns)
   * @throws IllegalArgumentException when the counts have another shape than the labels
   */
  public static BufferedImage confusion(
      String title, List<String> rows, List<String> columns, int[][] counts) {
    return ConfusionGrid.draw(title, rows, columns, counts);
  }
}
