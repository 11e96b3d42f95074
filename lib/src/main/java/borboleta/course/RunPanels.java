package borboleta.course;

import borboleta.train.StepMetrics;
import borboleta.train.watch.Curve;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What a run's steps measured beside the loss, in a row of small charts: learning rate, gradient
 * norm, tokens a second, memory.
 */
final class RunPanels {
  static final int HEIGHT = 190;
  private static final int MOST_POINTS = 200;

  private enum Panel {
    RATE("learning rate", StepMetrics::learningRate, false),
    NORM("gradient norm", StepMetrics::gradientNorm, true),
    SPEED("tokens/s", StepMetrics::tokensPerSecond, true),
    // -1 where the system does not tell
    MEMORY(
        "memory, MB",
        m -> m.memoryMegabytes() < 0 ? Double.NaN : (double) m.memoryMegabytes(),
        false);

    private final String title;
    private final ToDoubleFunction<StepMetrics> value;
    private final boolean noisy;

    Panel(String title, ToDoubleFunction<StepMetrics> value, boolean noisy) {
      this.title = title;
      this.value = value;
      this.noisy = noisy;
    }
  }

  private RunPanels() {}

  /** Draws the panels that have a value, side by side; without any the row is empty ground. */
  static BufferedImage of(List<StepMetrics> steps, int width) {
    BufferedImage row = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = HouseStyle.start(row);
    List<XYChart> charts = new ArrayList<>();
    for (Panel panel : Panel.values()) {
      Curve curve = new Curve();
      steps.forEach(step -> curve.add(step.step(), panel.value.applyAsDouble(step)));
      if (!curve.isEmpty()) {
        charts.add(chart(panel, curve, width / Panel.values().length));
      }
    }
    for (int i = 0; i < charts.size(); i++) {
      BufferedImage picture = BitmapEncoder.getBufferedImage(charts.get(i));
      g.drawImage(picture, i * width / Panel.values().length, 0, null);
    }
    g.dispose();
    return row;
  }

  private static XYChart chart(Panel panel, Curve curve, int width) {
    XYChart chart = new XYChartBuilder().width(width).height(HEIGHT).title(panel.title).build();
    HouseStyle.apply(chart.getStyler());
    chart.getStyler().setChartTitleFont(HouseStyle.font(Font.PLAIN, 14));
    chart.getStyler().setAxisTickLabelsFont(HouseStyle.font(Font.PLAIN, 11));
    chart.getStyler().setChartPadding(6);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setXAxisTickMarkSpacingHint(60);
    List<Curve.Point> points = curve.thinned(MOST_POINTS);
    double[] x = Ticks.unequal(points.stream().mapToDouble(Curve.Point::x).toArray());
    if (panel.noisy) {
      line(chart, "each", x, points.stream().mapToDouble(Curve.Point::y).toArray(), true);
      line(chart, "mean", x, points.stream().mapToDouble(Curve.Point::mean).toArray(), false);
    } else {
      line(chart, "value", x, points.stream().mapToDouble(Curve.Point::y).toArray(), false);
    }
    return chart;
  }

  private static void line(XYChart chart, String name, double[] x, double[] y, boolean faint) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineStyle(new BasicStroke(faint ? 1f : 2f));
    series.setLineColor(faint ? HouseStyle.faint(HouseStyle.color(0)) : HouseStyle.color(0));
  }
}
