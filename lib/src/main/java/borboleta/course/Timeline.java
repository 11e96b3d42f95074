package borboleta.course;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * A timeline with one lane a type: each model a dot at its date and its name beside it, on the
 * first line of the lane where the name meets no other.
 */
final class Timeline {
  private static final int WIDTH = 1240;
  private static final int LINE = 19;
  private static final int LEFT = 62;
  private static final int RIGHT = 40;
  private static final Font NAME = HouseStyle.font(Font.PLAIN, 12);

  private record Dot(String model, LocalDate date) {}

  private record Placed(Dot dot, int line, boolean nameLeft) {}

  private Timeline() {}

  /** Draws a table with the columns date, model and type. */
  static BufferedImage draw(String title, Table table) {
    if (table.isEmpty()) {
      throw new IllegalArgumentException("a timeline needs one dated model at least");
    }
    Map<String, List<Dot>> lanes = new TreeMap<>();
    for (Row row : table) {
      lanes
          .computeIfAbsent(row.getString("type"), type -> new ArrayList<>())
          .add(new Dot(row.getString("model"), row.getDate("date")));
    }
    LocalDate from = table.dateColumn("date").min().withDayOfYear(1);
    LocalDate to = table.dateColumn("date").max().plusYears(1).withDayOfYear(1);
    double day = (WIDTH - LEFT - RIGHT) / (double) ChronoUnit.DAYS.between(from, to);

    FontMetrics metrics = new BufferedImage(1, 1, 1).createGraphics().getFontMetrics(NAME);
    Map<String, List<Placed>> placed = new TreeMap<>();
    int height = 66;
    for (Map.Entry<String, List<Dot>> lane : lanes.entrySet()) {
      List<Placed> dots = place(lane.getValue(), from, day, metrics);
      placed.put(lane.getKey(), dots);
      height += laneHeight(dots);
    }
    BufferedImage picture = new BufferedImage(WIDTH, height + 40, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = HouseStyle.start(picture);
    g.setColor(HouseStyle.INK);
    g.setFont(HouseStyle.font(Font.BOLD, 18));
    g.drawString(title, 20, 34);
    years(g, from, to, day, height);
    int y = 66;
    int index = 0;
    for (Map.Entry<String, List<Placed>> lane : placed.entrySet()) {
      lane(g, lane.getKey(), lane.getValue(), HouseStyle.color(index++), from, day, y);
      y += laneHeight(lane.getValue());
    }
    g.dispose();
    return picture;
  }

  private static int laneHeight(List<Placed> dots) {
    return (dots.stream().mapToInt(Placed::line).max().orElse(0) + 1) * LINE + 18;
  }

  /** Puts each dot on the first line where dot and name are free. */
  private static List<Placed> place(
      List<Dot> dots, LocalDate from, double day, FontMetrics metrics) {
    List<List<double[]>> taken = new ArrayList<>();
    List<Placed> placed = new ArrayList<>();
    for (Dot dot : dots) {
      double x = LEFT + ChronoUnit.DAYS.between(from, dot.date) * day;
      int width = metrics.stringWidth(dot.model) + 14;
      boolean nameLeft = x + width > WIDTH - 8;
      double start = nameLeft ? x - width : x - 6;
      double end = nameLeft ? x + 6 : x + width;
      int line = 0;
      while (line < taken.size()
          && taken.get(line).stream().anyMatch(t -> start < t[1] + 4 && end > t[0] - 4)) {
        line++;
      }
      if (line == taken.size()) {
        taken.add(new ArrayList<>());
      }
      taken.get(line).add(new double[] {start, end});
      placed.add(new Placed(dot, line, nameLeft));
    }
    return placed;
  }

  private static void years(Graphics2D g, LocalDate from, LocalDate to, double day, int bottom) {
    g.setStroke(new BasicStroke(1f));
    g.setFont(HouseStyle.font(Font.PLAIN, 14));
    for (LocalDate year = from; !year.isAfter(to); year = year.plusYears(1)) {
      double x = LEFT + ChronoUnit.DAYS.between(from, year) * day;
      g.setColor(HouseStyle.RULE);
      g.draw(new Line2D.Double(x, 56, x, bottom));
      g.setColor(HouseStyle.FAINT_INK);
      if (year.isBefore(to)) {
        g.drawString(Integer.toString(year.getYear()), (float) x + 4, bottom + 20f);
      }
    }
  }

  private static void lane(
      Graphics2D g,
      String type,
      List<Placed> dots,
      Color color,
      LocalDate from,
      double day,
      int y) {
    g.setColor(color);
    g.setFont(HouseStyle.font(Font.BOLD, 26));
    g.drawString(type, 24, y + 24);
    g.setFont(NAME);
    for (Placed p : dots) {
      double x = LEFT + ChronoUnit.DAYS.between(from, p.dot.date) * day;
      double middle = y + p.line * LINE + LINE / 2.0 + 2;
      g.setColor(color);
      g.fill(new Ellipse2D.Double(x - 4.5, middle - 4.5, 9, 9));
      g.setColor(HouseStyle.INK);
      int width = g.getFontMetrics().stringWidth(p.dot.model);
      g.drawString(p.dot.model, (float) (p.nameLeft ? x - 8 - width : x + 8), (float) middle + 4);
    }
    int bottom = y + laneHeight(dots) - 8;
    g.setColor(HouseStyle.RULE);
    g.draw(new Line2D.Double(20, bottom, WIDTH - 20, bottom));
  }
}
