package borboleta.course;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/** Shows a picture as a vision tower sees it: enlarged and cut into square patches. */
public final class PatchGrid {
  private static final int SHOWN = 480;

  private PatchGrid() {}

  /** Numbers the patches in the order in which the tower reads them, from 0. */
  public static BufferedImage numbered(BufferedImage picture, int patch) {
    return labelled(
        picture,
        patch,
        IntStream.range(0, count(picture, patch)).mapToObj(Integer::toString).toList());
  }

  /**
   * Writes a word on each patch.
   *
   * @param labels one a patch, in reading order
   * @throws IllegalArgumentException when there are not as many labels as patches
   */
  public static BufferedImage labelled(BufferedImage picture, int patch, List<String> labels) {
    check(labels.size(), picture, patch);
    int columns = picture.getWidth() / patch;
    int side = SHOWN / columns;
    BufferedImage shown = enlarged(picture, patch, 0.45f);
    Graphics2D g = shown.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(HouseStyle.INK);
    for (int i = 0; i < labels.size(); i++) {
      int size = 16;
      do {
        g.setFont(HouseStyle.font(Font.BOLD, size));
      } while (g.getFontMetrics().stringWidth(labels.get(i)) > side - 6 && --size > 8);
      FontMetrics metrics = g.getFontMetrics();
      int x = i % columns * side + (side - metrics.stringWidth(labels.get(i))) / 2;
      g.drawString(labels.get(i), x, i / columns * side + (side + metrics.getAscent()) / 2 - 2);
    }
    g.dispose();
    return shown;
  }

  /**
   * Colours each patch by a number: the larger, the more orange.
   *
   * @param heat one number a patch, 0 to 1, in reading order; numbers outside are cut
   * @throws IllegalArgumentException when there are not as many numbers as patches
   */
  public static BufferedImage heat(BufferedImage picture, int patch, float[] heat) {
    check(heat.length, picture, patch);
    int columns = picture.getWidth() / patch;
    int side = SHOWN / columns;
    BufferedImage shown = enlarged(picture, patch, 0.7f);
    Graphics2D g = shown.createGraphics();
    Color orange = HouseStyle.color(1);
    for (int i = 0; i < heat.length; i++) {
      int alpha = Math.round(230 * Math.max(0, Math.min(1, heat[i])));
      g.setColor(new Color(orange.getRed(), orange.getGreen(), orange.getBlue(), alpha));
      g.fillRect(i % columns * side + 1, i / columns * side + 1, side - 2, side - 2);
    }
    g.dispose();
    return shown;
  }

  /** Enlarges the picture, pales it by a share and draws the patches' borders. */
  private static BufferedImage enlarged(BufferedImage picture, int patch, float pale) {
    int columns = picture.getWidth() / patch;
    int rows = picture.getHeight() / patch;
    int side = SHOWN / columns;
    BufferedImage shown =
        new BufferedImage(columns * side, rows * side, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = HouseStyle.start(shown);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(picture, 0, 0, columns * side, rows * side, null);
    g.setColor(new Color(1f, 1f, 1f, pale));
    g.fillRect(0, 0, shown.getWidth(), shown.getHeight());
    g.setColor(HouseStyle.FAINT_INK);
    g.setStroke(new BasicStroke(1f));
    for (int i = 0; i < columns * rows; i++) {
      g.drawRect(i % columns * side, i / columns * side, side, side);
    }
    g.dispose();
    return shown;
  }

  private static int count(BufferedImage picture, int patch) {
    return (picture.getWidth() / patch) * (picture.getHeight() / patch);
  }

  private static void check(int given, BufferedImage picture, int patch) {
    int patches = count(picture, patch);
    if (given != patches) {
      throw new IllegalArgumentException(
          "%d values for %d patches of %d pixels; give one a patch"
              .formatted(given, patches, patch));
    }
  }
}
