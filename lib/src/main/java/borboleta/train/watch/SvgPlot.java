package borboleta.train.watch;

import borboleta.data.HtmlText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A chart as HTML: lines in an SVG that stretches with the page, numbers beside it that keep their
 * size. The y axis begins at 0.
 */
final class SvgPlot {
  private static final int MOST_POINTS = 600;
  private static final int SIDE = 1000;
  private static final int MOST_X_TICKS = 6;

  /** What lies above this share of the points does not press the others down. */
  private static final double SHOWN = 0.98;

  /** Times that, a running mean may be; what is above is an outlier too. */
  private static final double OUTLIER = 3;

  private final String title;
  private final List<Line> lines = new ArrayList<>();

  private record Line(String name, List<Curve.Point> points, boolean noisy) {}

  SvgPlot(String title) {
    this.title = title;
  }

  /** Adds a series whose points are shown faintly, and its running mean over them. */
  SvgPlot noisy(String name, Curve curve) {
    return add(name, curve, true);
  }

  /** Adds a series that is drawn as it is. */
  SvgPlot line(String name, Curve curve) {
    return add(name, curve, false);
  }

  private SvgPlot add(String name, Curve curve, boolean noisy) {
    if (!curve.isEmpty()) {
      lines.add(new Line(name, curve.thinned(MOST_POINTS), noisy));
    }
    return this;
  }

  /** The chart, or nothing where no series has a point. */
  String html() {
    if (lines.isEmpty()) {
      return "";
    }
    double right = lines.stream().mapToDouble(l -> last(l.points()).x()).max().orElseThrow();
    double top = top();
    StringBuilder svg = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    double step = RoundSteps.of(top);
    for (int i = 0; i * step <= top * 1.0001; i++) {
      double y = SIDE - i * step / top * SIDE;
      svg.append(
          format("<line class=\"grid\" x1=\"0\" x2=\"1000\" y1=\"%.1f\" y2=\"%.1f\"/>", y, y));
      labels.append(format("<i class=\"y\" style=\"top:%.2f%%\">%s</i>", y / 10, number(i * step)));
    }
    double wide = Math.max(1, RoundSteps.of(right));
    while (right / wide > MOST_X_TICKS) {
      wide *= 2;
    }
    for (double x = 0; x <= right; x += wide) {
      labels.append(
          format("<i class=\"x\" style=\"left:%.2f%%\">%s</i>", x / right * 100, number(x)));
    }
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, lines.get(i), i, right, top);
      key.append(
          format("<span class=\"key s%d\">%s</span>", i, HtmlText.escape(lines.get(i).name())));
    }
    return format(
        "<figure><figcaption>%s %s</figcaption><div class=\"plot\"><svg viewBox=\"0 0 1000 1000\""
            + " preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%s\">%s</svg>%s</div></figure>\n",
        HtmlText.escape(title), key, HtmlText.escape(title), svg, labels);
  }

  /** Where the y axis ends: above nearly all of the noise, and above the lines but for outliers. */
  private double top() {
    double top = 0;
    for (Line line : lines) {
      double[] highs = line.points().stream().mapToDouble(Curve.Point::high).sorted().toArray();
      double most = highs[(int) ((highs.length - 1) * (line.noisy() ? SHOWN : 1))];
      double mean = line.points().stream().mapToDouble(Curve.Point::mean).max().orElseThrow();
      top = Math.max(top, Math.max(most, Math.min(mean, OUTLIER * most)));
    }
    return top > 0 ? top * 1.04 : 1;
  }

  private static void draw(StringBuilder svg, Line line, int index, double right, double top) {
    List<Curve.Point> points = line.points();
    if (line.noisy()) {
      StringBuilder band = new StringBuilder();
      append(band, points, Curve.Point::high, right, top);
      List<Curve.Point> back = new ArrayList<>(points);
      Collections.reverse(back);
      append(band, back, Curve.Point::low, right, top);
      svg.append(format("<polygon class=\"noise s%d\" points=\"%s\"/>", index, band));
    }
    StringBuilder path = new StringBuilder();
    append(path, points, line.noisy() ? Curve.Point::mean : Curve.Point::y, right, top);
    svg.append(format("<polyline class=\"curve s%d\" points=\"%s\"/>", index, path));
    if (points.size() == 1 || (!line.noisy() && points.size() <= 40)) {
      for (String point : path.toString().strip().split(" ")) {
        // A line of no length has round ends: a dot that stretching leaves round.
        svg.append(format("<polyline class=\"dot s%d\" points=\"%s %s\"/>", index, point, point));
      }
    }
  }

  private static void append(
      StringBuilder out,
      List<Curve.Point> points,
      ToDoubleFunction<Curve.Point> value,
      double right,
      double top) {
    for (Curve.Point point : points) {
      double x = right == 0 ? 0 : point.x() / right * SIDE;
      double y = SIDE - Math.min(1.2, value.applyAsDouble(point) / top) * SIDE;
      out.append(format("%.1f,%.1f ", x, y));
    }
  }

  private static Curve.Point last(List<Curve.Point> points) {
    return points.get(points.size() - 1);
  }

  /** A short form: 12k, 0.25, 2e-4. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    if (size >= 10_000) {
      return trimmed(format("%.1f", value / 1000)) + "k";
    }
    if (size < 0.001) {
      String[] parts = format("%.2e", value).split("e");
      return trimmed(parts[0]) + "e" + Integer.parseInt(parts[1]);
    }
    return trimmed(format(size >= 100 ? "%.0f" : "%.4f", value));
  }

  private static String trimmed(String number) {
    return number.contains(".") ? number.replaceAll("\\.?0+$", "") : number;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
