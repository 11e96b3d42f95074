package borboleta.course;

import borboleta.train.watch.Curve;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Curves that grow while training runs: one picture that replaces itself, at most every two
 * seconds; the notebook keeps only the last.
 *
 * <p>Noisy series show their points faintly and a running mean over them. Series of {@link #share}
 * have an axis of their own on the right, from 0 to 100 %.
 */
public final class LiveChart implements AutoCloseable {
  private static final long PAUSE = 2_000_000_000L;
  private static final int MOST_POINTS = 600;
  static final int WIDTH = 960;

  private final String title;
  private final String xTitle;
  private final String yTitle;
  private final Screen screen;
  private final LongSupplier nanos;
  private final Map<String, Series> curves = new LinkedHashMap<>();
  private String place;
  private long lastDrawn;
  private String state = "";
  private Supplier<BufferedImage> below; // or null

  /** Starts an empty chart; it appears with its first point. */
  public LiveChart(String title, String xTitle, String yTitle) {
    this(title, xTitle, yTitle, Screen.current(), System::nanoTime);
  }

  LiveChart(String title, String xTitle, String yTitle, Screen screen, LongSupplier nanos) {
    this.title = title;
    this.xTitle = xTitle;
    this.yTitle = yTitle;
    this.screen = screen;
    this.nanos = nanos;
  }

  /** Starts a chart of what is over: nobody watches it grow, it is asked for its picture. */
  static LiveChart recorded(String title, String xTitle, String yTitle) {
    return new LiveChart(title, xTitle, yTitle, new Screen.Terminal(), System::nanoTime);
  }

  /** Puts a picture under the curves whenever they are drawn. */
  synchronized void below(Supplier<BufferedImage> picture) {
    below = picture;
  }

  /** Tells beside the title how far it is. */
  synchronized void state(String text) {
    state = text;
  }

  /** Adds a point of a noisy series, such as the loss of a step. */
  public void noisy(String series, double x, double y) {
    add(series, x, y, true, false);
  }

  /** Adds a point of a series that is drawn as it is. */
  public void point(String series, double x, double y) {
    add(series, x, y, false, false);
  }

  /** Adds a share, 0 to 1, such as an accuracy, on the right axis. */
  public void share(String series, double x, double share) {
    add(series, x, 100 * share, false, true);
  }

  private synchronized void add(String series, double x, double y, boolean noisy, boolean right) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      return; // A loss that is no number has no place on the chart; the step's own line tells it.
    }
    curves.computeIfAbsent(series, name -> new Series(new Curve(), noisy, right)).curve().add(x, y);
    long now = nanos.getAsLong();
    if (place == null || now - lastDrawn >= PAUSE) {
      draw();
      lastDrawn = nanos.getAsLong();
    }
  }

  /** Draws the last state; call it when training has ended. */
  @Override
  public synchronized void close() {
    if (place != null) {
      draw();
    }
  }

  private void draw() {
    if (!screen.isNotebook()) {
      place = "";
      return;
    }
    Captioned image = new Captioned(picture(), title);
    if (place == null) {
      place = screen.show(image);
    } else {
      screen.replace(place, image);
    }
  }

  /**
   * Returns the chart as it stands, for example to keep it as a figure.
   *
   * @throws IllegalStateException when it has no points
   */
  public synchronized BufferedImage picture() {
    if (curves.isEmpty()) {
      throw new IllegalStateException("the chart \"" + title + "\" has no points yet");
    }
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(440)
            .title(state.isEmpty() ? title : title + ": " + state)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    HouseStyle.apply(chart.getStyler());
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setYAxisMin(0, 0.0);
    int index = 0;
    for (Map.Entry<String, Series> entry : curves.entrySet()) {
      draw(chart, entry.getKey(), entry.getValue(), HouseStyle.color(index++));
    }
    if (curves.values().stream().anyMatch(Series::right)) {
      chart.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);
      chart.getStyler().setYAxisMin(1, 0.0);
      chart.getStyler().setYAxisMax(1, 100.0);
      chart.setYAxisGroupTitle(1, "% right");
    }
    BufferedImage picture = BitmapEncoder.getBufferedImage(chart);
    return below == null ? picture : over(picture, below.get());
  }

  private static BufferedImage over(BufferedImage top, BufferedImage bottom) {
    BufferedImage both =
        new BufferedImage(
            Math.max(top.getWidth(), bottom.getWidth()),
            top.getHeight() + bottom.getHeight(),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = HouseStyle.start(both);
    g.drawImage(top, 0, 0, null);
    g.drawImage(bottom, 0, top.getHeight(), null);
    g.dispose();
    return both;
  }

  private static void draw(XYChart chart, String name, Series curve, Color color) {
    double[][] points = curve.thinned();
    if (curve.noisy()) {
      XYSeries faint = chart.addSeries(name + " of a step", points[0], points[1]);
      style(faint, HouseStyle.faint(color), 1f, 0);
      faint.setShowInLegend(false);
      style(chart.addSeries(name, points[0], points[2]), color, 2.4f, 0);
    } else {
      XYSeries series = chart.addSeries(name, points[0], points[1]);
      style(series, color, 2.4f, curve.right() ? 1 : 0);
      if (points[0].length <= 40) {
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(color);
      }
    }
  }

  private static void style(XYSeries series, Color color, float width, int axis) {
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    series.setMarker(SeriesMarkers.NONE);
    series.setYAxisGroup(axis);
  }

  /**
   * A curve and how it is drawn.
   *
   * @param noisy whether its points are faint and its running mean is the line
   * @param right whether its axis is the one on the right
   */
  private record Series(Curve curve, boolean noisy, boolean right) {
    /** Returns x, y and running mean of a few points. */
    double[][] thinned() {
      List<Curve.Point> points = curve.thinned(MOST_POINTS);
      return new double[][] {
        Ticks.unequal(points.stream().mapToDouble(Curve.Point::x).toArray()),
        points.stream().mapToDouble(Curve.Point::y).toArray(),
        points.stream().mapToDouble(Curve.Point::mean).toArray()
      };
    }
  }
}
