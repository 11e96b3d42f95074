package borboleta.course;

import borboleta.train.plan.Calibration;
import borboleta.train.plan.Constants;
import borboleta.train.plan.Published;
import java.awt.BasicStroke;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What others measured and what the planner says of the same runs, a point for each memory figure:
 * the nearer to the diagonal, the better.
 */
public final class CalibrationChart {
  private static final double GIB = 0x1p30;

  private CalibrationChart() {}

  /** Draws it; the points that no constant was fitted to have a colour of their own. */
  public static BufferedImage memory() {
    List<Calibration.Row> rows =
        Calibration.rows(Published.table().points(), Constants.FITTED).stream()
            .filter(row -> row.kind().equals("memory"))
            .toList();
    XYChart chart =
        new XYChartBuilder()
            .width(760)
            .height(560)
            .title("Peak memory of a device: published and predicted")
            .xAxisTitle("published, GiB")
            .yAxisTitle("predicted, GiB")
            .build();
    HouseStyle.apply(chart.getStyler());
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setMarkerSize(9);
    double[] ends = {0, rows.stream().flatMapToDouble(CalibrationChart::both).max().orElseThrow()};
    XYSeries equal = chart.addSeries("equal", ends, ends);
    equal.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    equal.setMarker(SeriesMarkers.NONE);
    equal.setLineColor(HouseStyle.FAINT_INK);
    equal.setLineStyle(new BasicStroke(1.2f));
    points(chart, "constants fitted to it", rows, false, 0);
    points(chart, "held out", rows, true, 1);
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static DoubleStream both(Calibration.Row row) {
    return DoubleStream.of(row.published() / GIB, row.predicted() / GIB);
  }

  private static void points(
      XYChart chart, String name, List<Calibration.Row> all, boolean heldOut, int color) {
    List<Calibration.Row> rows =
        all.stream().filter(row -> row.point().heldOut() == heldOut).toList();
    XYSeries series =
        chart.addSeries(
            name,
            rows.stream().mapToDouble(row -> row.published() / GIB).toArray(),
            rows.stream().mapToDouble(row -> row.predicted() / GIB).toArray());
    series.setMarker(heldOut ? SeriesMarkers.DIAMOND : SeriesMarkers.CIRCLE);
    series.setMarkerColor(HouseStyle.color(color));
  }
}
