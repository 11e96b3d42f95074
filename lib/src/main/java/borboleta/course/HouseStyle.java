package borboleta.course;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How every picture of the course looks: one palette, readable letters, a light ground. */
final class HouseStyle {
  static final Color GROUND = new Color(0xFFFFFF);
  static final Color INK = new Color(0x22303C);
  static final Color FAINT_INK = new Color(0x66727C);
  static final Color RULE = new Color(0xE3E2DD);

  /** Told apart by readers with colour blindness too (after Okabe and Ito, darkened for text). */
  static final List<Color> PALETTE =
      List.of(
          new Color(0x1F6FA8),
          new Color(0xD9822B),
          new Color(0x2A8F6F),
          new Color(0xB5508E),
          new Color(0x6B7A86),
          new Color(0xB8A11A));

  private HouseStyle() {}

  static Color color(int index) {
    return PALETTE.get(index % PALETTE.size());
  }

  static Color faint(Color color) {
    return new Color(
        (color.getRed() + 2 * 255) / 3,
        (color.getGreen() + 2 * 255) / 3,
        (color.getBlue() + 2 * 255) / 3);
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  /** Starts a picture with the ground painted and smooth lines and letters. */
  static Graphics2D start(BufferedImage picture) {
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(GROUND);
    g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    return g;
  }

  /** Sets an XChart styler to the house's looks. */
  static void apply(AxesChartStyler styler) {
    common(styler);
    styler.setAxisTitleFont(font(Font.PLAIN, 15));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 14));
    styler.setAxisTickLabelsColor(INK);
    styler.setAxisTickMarksColor(RULE);
    styler.setPlotGridLinesColor(RULE);
    styler.setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotBorderVisible(false);
    styler.setXAxisTickMarkSpacingHint(90);
    styler.setYAxisTickMarkSpacingHint(50);
  }

  private static void common(Styler styler) {
    styler.setChartBackgroundColor(GROUND);
    styler.setPlotBackgroundColor(GROUND);
    styler.setChartFontColor(INK);
    styler.setChartTitleFont(font(Font.BOLD, 18));
    styler.setChartTitleBoxVisible(false);
    styler.setChartPadding(14);
    styler.setBaseFont(font(Font.PLAIN, 14));
    styler.setLegendFont(font(Font.PLAIN, 14));
    styler.setLegendBorderColor(GROUND);
    styler.setLegendBackgroundColor(GROUND);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setSeriesColors(PALETTE.toArray(Color[]::new));
  }
}
