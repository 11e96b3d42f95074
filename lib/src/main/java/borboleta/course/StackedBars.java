package borboleta.course;

import borboleta.train.watch.RoundSteps;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Horizontal bars of parts that add up, each with the line that it must not pass. */
final class StackedBars {
  /**
   * A bar.
   *
   * @param parts lengths by name
   * @param limit the line
   */
  record Row(String label, Map<String, Double> parts, double limit) {
    double total() {
      return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  private static final int WIDTH = 960;
  private static final int BAR = 26;
  private static final int GAP = 18;
  private static final int TOP = 96;

  /** Room for a bar's figure at the right. */
  private static final int VALUE = 130;

  private static final Color OVER = new Color(0xB3261E);
  private static final Font LABEL = HouseStyle.font(Font.PLAIN, 15);
  private static final Font SMALL = HouseStyle.font(Font.PLAIN, 13);

  private StackedBars() {}

  /** Draws the rows from top to bottom; a part has one colour in every row. */
  static BufferedImage draw(String title, String axis, List<Row> rows) {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.parts().keySet()));
    names.removeIf(name -> rows.stream().allMatch(r -> r.parts().getOrDefault(name, 0.0) <= 0));
    List<String> parts = new ArrayList<>(names);
    int height = TOP + rows.size() * (BAR + GAP) + 56;
    BufferedImage picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = HouseStyle.start(picture);
    FontMetrics metrics = g.getFontMetrics(LABEL);
    int left = 34 + rows.stream().mapToInt(r -> metrics.stringWidth(r.label())).max().orElse(0);
    double max = rows.stream().mapToDouble(r -> Math.max(r.total(), r.limit())).max().orElse(1);
    double scale = (WIDTH - left - VALUE) / max;

    g.setColor(HouseStyle.INK);
    g.setFont(HouseStyle.font(Font.BOLD, 18));
    g.drawString(title, 20, 34);
    legend(g, parts);
    axis(g, axis, left, height - 52, scale, max);
    int y = TOP;
    for (Row row : rows) {
      g.setFont(LABEL);
      g.setColor(HouseStyle.INK);
      g.drawString(row.label(), left - 14 - metrics.stringWidth(row.label()), y + BAR / 2 + 5);
      bar(g, row, parts, left, y, scale);
      y += BAR + GAP;
    }
    g.dispose();
    return picture;
  }

  private static void legend(Graphics2D g, List<String> parts) {
    g.setFont(LABEL);
    int x = 20;
    for (int i = 0; i < parts.size(); i++) {
      g.setColor(color(i));
      g.fillRoundRect(x, 52, 14, 14, 4, 4);
      g.setColor(HouseStyle.INK);
      g.drawString(parts.get(i), x + 20, 64);
      x += 42 + g.getFontMetrics().stringWidth(parts.get(i));
    }
    g.setColor(OVER);
    g.setStroke(new BasicStroke(3f));
    g.draw(new Line2D.Double(x + 6, 50, x + 6, 68));
    g.setColor(HouseStyle.INK);
    g.drawString("what a device can give", x + 18, 64);
  }

  /** The palette has six colours; a seventh part is the first one's, faint. */
  private static Color color(int index) {
    return index < HouseStyle.PALETTE.size()
        ? HouseStyle.color(index)
        : HouseStyle.faint(HouseStyle.color(index));
  }

  private static void axis(
      Graphics2D g, String title, int left, int bottom, double scale, double max) {
    g.setFont(SMALL);
    g.setStroke(new BasicStroke(1f));
    double step = RoundSteps.of(max);
    for (int i = 0; i * step <= max * 1.0001; i++) {
      double x = left + i * step * scale;
      g.setColor(HouseStyle.RULE);
      g.draw(new Line2D.Double(x, TOP - 10, x, bottom));
      g.setColor(HouseStyle.FAINT_INK);
      String text = TableHtml.number(i * step);
      g.drawString(text, (float) x - g.getFontMetrics().stringWidth(text) / 2f, bottom + 18);
    }
    g.drawString(title, left, bottom + 38);
  }

  private static void bar(
      Graphics2D g, Row row, List<String> parts, int left, int y, double scale) {
    double x = left;
    for (int i = 0; i < parts.size(); i++) {
      double width = row.parts().getOrDefault(parts.get(i), 0.0) * scale;
      g.setColor(color(i));
      g.fill(new Rectangle2D.Double(x, y, width, BAR));
      x += width;
    }
    double line = left + row.limit() * scale;
    g.setColor(OVER);
    g.setStroke(new BasicStroke(3f));
    g.draw(new Line2D.Double(line, y - 5, line, y + BAR + 5));
    g.setFont(SMALL);
    boolean over = row.total() > row.limit();
    g.setColor(over ? OVER : HouseStyle.INK);
    String text = String.format(Locale.ROOT, "%.1f%s", row.total(), over ? " too much" : "");
    boolean between = line - x > g.getFontMetrics().stringWidth(text) + 20;
    g.drawString(text, (float) (between ? x : Math.max(x, line)) + 8, y + BAR / 2 + 5);
  }
}
