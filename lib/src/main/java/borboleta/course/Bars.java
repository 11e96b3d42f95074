package borboleta.course;

import borboleta.train.watch.RoundSteps;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Horizontal bars in groups: room for long names, and intervals that need not be symmetric (which
 * XChart's error bars must be).
 */
final class Bars {
  /** A bar from 0 to {@code value}, with a line from {@code low} to {@code high} if they differ. */
  record Bar(double value, double low, double high) {}

  private static final int WIDTH = 960;
  private static final int BAR = 20;
  private static final int GAP = 16;
  private static final Font LABEL = HouseStyle.font(Font.PLAIN, 15);
  private static final Font SMALL = HouseStyle.font(Font.PLAIN, 13);

  private Bars() {}

  /** Draws the groups from top to bottom; a series has one colour in every group. */
  static BufferedImage draw(
      String title, String axis, double max, Map<String, Map<String, Bar>> groups) {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    groups.values().forEach(group -> names.addAll(group.keySet()));
    List<String> series = new ArrayList<>(names);
    boolean legend = series.size() > 1;
    int bars = groups.values().stream().mapToInt(Map::size).sum();
    int top = legend ? 92 : 60;
    int height = top + bars * (BAR + 3) + groups.size() * GAP + 62;
    BufferedImage picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = HouseStyle.start(picture);
    FontMetrics metrics = g.getFontMetrics(LABEL);
    int left = 34 + groups.keySet().stream().mapToInt(metrics::stringWidth).max().orElse(0);
    double scale = (WIDTH - left - 90) / max;

    g.setColor(HouseStyle.INK);
    g.setFont(HouseStyle.font(Font.BOLD, 18));
    g.drawString(title, 20, 34);
    if (legend) {
      legend(g, series);
    }
    int bottom = height - 52;
    axis(g, axis, left, top - 8, bottom, scale, max);

    int y = top;
    for (Map.Entry<String, Map<String, Bar>> group : groups.entrySet()) {
      int tall = group.getValue().size() * (BAR + 3) - 3;
      g.setFont(LABEL);
      g.setColor(HouseStyle.INK);
      g.drawString(
          group.getKey(),
          left - 14 - metrics.stringWidth(group.getKey()),
          y + tall / 2 + metrics.getAscent() / 2 - 2);
      for (Map.Entry<String, Bar> entry : group.getValue().entrySet()) {
        bar(g, entry.getValue(), HouseStyle.color(series.indexOf(entry.getKey())), left, y, scale);
        y += BAR + 3;
      }
      y += GAP;
    }
    g.dispose();
    return picture;
  }

  private static void legend(Graphics2D g, List<String> series) {
    g.setFont(LABEL);
    int x = 20;
    for (int i = 0; i < series.size(); i++) {
      g.setColor(HouseStyle.color(i));
      g.fillRoundRect(x, 52, 14, 14, 4, 4);
      g.setColor(HouseStyle.INK);
      g.drawString(series.get(i), x + 20, 64);
      x += 46 + g.getFontMetrics().stringWidth(series.get(i));
    }
  }

  private static void axis(
      Graphics2D g, String title, int left, int top, int bottom, double scale, double max) {
    g.setFont(SMALL);
    g.setStroke(new BasicStroke(1f));
    double step = RoundSteps.of(max);
    for (int i = 0; i * step <= max * 1.0001; i++) {
      double tick = i * step;
      double x = left + tick * scale;
      g.setColor(HouseStyle.RULE);
      g.draw(new Line2D.Double(x, top, x, bottom));
      g.setColor(HouseStyle.FAINT_INK);
      String text = TableHtml.number(tick);
      g.drawString(text, (float) x - g.getFontMetrics().stringWidth(text) / 2f, bottom + 18);
    }
    g.drawString(title, left, bottom + 38);
  }

  private static void bar(Graphics2D g, Bar bar, Color color, int left, int y, double scale) {
    g.setColor(color);
    g.fill(new RoundRectangle2D.Double(left, y, Math.max(1, bar.value * scale), BAR, 4, 4));
    double middle = y + BAR / 2.0;
    double from = left + Math.max(0, bar.low) * scale;
    double to = left + bar.high * scale;
    g.setColor(HouseStyle.INK);
    g.setStroke(new BasicStroke(1.6f));
    if (bar.low < bar.high) {
      g.draw(new Line2D.Double(from, middle, to, middle));
      g.draw(new Line2D.Double(from, middle - 4, from, middle + 4));
      g.draw(new Line2D.Double(to, middle - 4, to, middle + 4));
    }
    g.setFont(SMALL);
    float text = (float) Math.max(left + bar.value * scale, to) + 8;
    boolean whole = bar.value == Math.rint(bar.value) && bar.low == bar.high;
    String value = String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", bar.value);
    g.drawString(value, text, (float) middle + 5);
  }
}
