package borboleta.course;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Lays pictures side by side in rows, each with a caption under it. */
final class PictureSheet {
  private static final int MARGIN = 14;
  private static final int WIDEST = 1000;
  private static final int SMALLEST = 160;
  private static final Font FONT = HouseStyle.font(Font.PLAIN, 14);

  private PictureSheet() {}

  static BufferedImage of(List<BufferedImage> pictures, List<String> captions) {
    if (pictures.isEmpty() || pictures.size() != captions.size()) {
      throw new IllegalArgumentException(
          "%d pictures but %d captions; give one caption a picture, and at least one"
              .formatted(pictures.size(), captions.size()));
    }
    int cell =
        Math.max(SMALLEST, pictures.stream().mapToInt(BufferedImage::getWidth).max().orElse(0));
    int columns = Math.max(1, Math.min(pictures.size(), WIDEST / (cell + MARGIN)));
    FontMetrics metrics = new BufferedImage(1, 1, 1).createGraphics().getFontMetrics(FONT);
    int height = 0;
    List<List<String>> texts = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      texts.add(wrap(captions.get(i), metrics, cell));
      height = Math.max(height, shownHeight(pictures.get(i), cell));
    }
    int lines = texts.stream().mapToInt(List::size).max().orElse(1);
    int rowHeight = height + lines * metrics.getHeight() + MARGIN + 6;
    int rows = (pictures.size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(
            MARGIN + columns * (cell + MARGIN),
            MARGIN + rows * rowHeight,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = HouseStyle.start(sheet);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.setFont(FONT);
    g.setColor(HouseStyle.INK);
    for (int i = 0; i < pictures.size(); i++) {
      int x = MARGIN + i % columns * (cell + MARGIN);
      int y = MARGIN + i / columns * rowHeight;
      int shown = shownHeight(pictures.get(i), cell);
      g.drawImage(pictures.get(i), x, y, cell, shown, null);
      int base = y + shown + metrics.getAscent() + 4;
      for (String line : texts.get(i)) {
        g.drawString(line, x, base);
        base += metrics.getHeight();
      }
    }
    g.dispose();
    return sheet;
  }

  private static int shownHeight(BufferedImage picture, int cell) {
    return Math.round((float) picture.getHeight() * cell / picture.getWidth());
  }

  /** Breaks a text into lines no wider than {@code width}, at spaces. */
  static List<String> wrap(String text, FontMetrics metrics, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ", -1)) {
        String longer = line.length() == 0 ? word : line + " " + word;
        if (line.length() > 0 && metrics.stringWidth(longer) > width) {
          lines.add(line.toString());
          line.setLength(0);
          line.append(word);
        } else {
          line.setLength(0);
          line.append(longer);
        }
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
