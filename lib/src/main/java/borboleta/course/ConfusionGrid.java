package borboleta.course;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/** Which answer was given where which was right: the darker, the larger the share of its row. */
final class ConfusionGrid {
  private static final Font LABEL = HouseStyle.font(Font.PLAIN, 13);

  private ConfusionGrid() {}

  static BufferedImage draw(String title, List<String> rows, List<String> columns, int[][] counts) {
    check(rows, columns, counts);
    FontMetrics metrics = new BufferedImage(1, 1, 1).createGraphics().getFontMetrics(LABEL);
    int cell = Math.max(26, Math.min(64, 720 / columns.size()));
    int left = 34 + widest(rows, metrics);
    int top = 82 + (int) (widest(columns, metrics) * 0.71);
    int width = Math.max(left + columns.size() * cell + widest(columns, metrics), 560);
    BufferedImage picture =
        new BufferedImage(width, top + rows.size() * cell + 24, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = HouseStyle.start(picture);
    g.setColor(HouseStyle.INK);
    g.setFont(HouseStyle.font(Font.BOLD, 18));
    g.drawString(title, 20, 34);
    g.setFont(LABEL);
    g.setColor(HouseStyle.FAINT_INK);
    g.drawString("rows: the right answer; columns: the answer given", 20, 56);
    for (int column = 0; column < columns.size(); column++) {
      slanted(g, columns.get(column), left + column * cell + cell / 2, top - 8);
    }
    for (int row = 0; row < rows.size(); row++) {
      int y = top + row * cell;
      g.setColor(HouseStyle.INK);
      g.drawString(rows.get(row), left - 12 - metrics.stringWidth(rows.get(row)), y + cell / 2 + 5);
      double sum = Math.max(1, Arrays.stream(counts[row]).sum());
      for (int column = 0; column < columns.size(); column++) {
        boolean right = rows.get(row).equals(columns.get(column));
        square(g, left + column * cell, y, cell, counts[row][column], sum, right);
      }
    }
    g.dispose();
    return picture;
  }

  private static void square(
      Graphics2D g, int x, int y, int cell, int count, double sum, boolean right) {
    double share = count / sum;
    Color strong = HouseStyle.color(right ? 0 : 1);
    g.setColor(blend(new Color(0xF4F3EF), strong, share));
    g.fillRect(x + 1, y + 1, cell - 2, cell - 2);
    if (count > 0) {
      String text = Integer.toString(count);
      g.setColor(share > 0.55 ? Color.WHITE : HouseStyle.INK);
      g.drawString(text, x + (cell - g.getFontMetrics().stringWidth(text)) / 2, y + cell / 2 + 5);
    }
  }

  private static void slanted(Graphics2D g, String text, int x, int y) {
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    g.rotate(-Math.PI / 4);
    g.setColor(HouseStyle.INK);
    g.drawString(text, 0, 0);
    g.setTransform(before);
  }

  private static Color blend(Color from, Color to, double share) {
    return new Color(
        (int) (from.getRed() + share * (to.getRed() - from.getRed())),
        (int) (from.getGreen() + share * (to.getGreen() - from.getGreen())),
        (int) (from.getBlue() + share * (to.getBlue() - from.getBlue())));
  }

  private static int widest(List<String> labels, FontMetrics metrics) {
    return labels.stream().mapToInt(metrics::stringWidth).max().orElse(0);
  }

  private static void check(List<String> rows, List<String> columns, int[][] counts) {
    boolean fits =
        !rows.isEmpty()
            && !columns.isEmpty()
            && counts.length == rows.size()
            && Arrays.stream(counts).allMatch(row -> row.length == columns.size());
    if (!fits) {
      throw new IllegalArgumentException(
          "%d rows and %d columns are named, but the counts have another shape; give one count a cell"
              .formatted(rows.size(), columns.size()));
    }
  }
}
