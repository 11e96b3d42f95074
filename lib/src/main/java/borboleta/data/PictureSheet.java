package borboleta.data;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures side by side, each three times as large as it is, with lines of text under it. */
final class PictureSheet {
  private static final int PICTURE = 3 * Scene.PIXELS;
  private static final int MARGIN = 16;
  private static final int TEXT = 160;
  private static final int COLUMNS = 4;

  private PictureSheet() {}

  /** A picture and what stands under it, a paragraph each. */
  record Entry(BufferedImage picture, List<String> paragraphs) {}

  /** Lays the entries out in rows of four. */
  static BufferedImage of(List<Entry> entries) {
    int rows = (entries.size() + COLUMNS - 1) / COLUMNS;
    int width = COLUMNS * (PICTURE + MARGIN) + MARGIN;
    int height = rows * (PICTURE + TEXT) + MARGIN;
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    for (int i = 0; i < entries.size(); i++) {
      int x = MARGIN + i % COLUMNS * (PICTURE + MARGIN);
      int y = MARGIN + i / COLUMNS * (PICTURE + TEXT);
      g.drawImage(entries.get(i).picture(), x, y, PICTURE, PICTURE, null);
      g.setColor(Color.LIGHT_GRAY);
      g.drawRect(x, y, PICTURE - 1, PICTURE - 1);
      write(g, entries.get(i).paragraphs(), x, y + PICTURE);
    }
    g.dispose();
    return sheet;
  }

  private static void write(Graphics2D g, List<String> paragraphs, int x, int y) {
    FontMetrics metrics = g.getFontMetrics();
    int line = y + 2;
    for (int i = 0; i < paragraphs.size(); i++) {
      g.setColor(i == 0 ? Color.BLACK : Color.GRAY);
      StringBuilder text = new StringBuilder();
      for (String word : paragraphs.get(i).split(" ")) {
        if (metrics.stringWidth(text + word) > PICTURE) {
          g.drawString(text.toString(), x, line += metrics.getHeight());
          text.setLength(0);
        }
        text.append(word).append(' ');
      }
      g.drawString(text.toString(), x, line += metrics.getHeight());
    }
  }
}
