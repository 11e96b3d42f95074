package borboleta.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Brings a picture of any size to the square that a tower reads. */
public final class Fit {
  private Fit() {}

  /**
   * Pads a picture to a square with grey and scales it by Java's bicubic filter; a picture that has
   * the size already is returned as it is. The filter is not PIL's, so the pixels of a scaled
   * picture differ from those of the Python processors.
   *
   * @param side of the square, in pixels
   */
  public static BufferedImage square(BufferedImage image, int side) {
    int width = image.getWidth();
    int height = image.getHeight();
    if (width == side && height == side) {
      return image;
    }
    BufferedImage result = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = result.createGraphics();
    g.setColor(new Color(Normalizer.CLIP.blank(1, 1).getRGB(0, 0)));
    g.fillRect(0, 0, side, side);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    double scale = (double) side / Math.max(width, height);
    int w = Math.max(1, (int) Math.round(width * scale));
    int h = Math.max(1, (int) Math.round(height * scale));
    g.drawImage(image, (side - w) / 2, (side - h) / 2, w, h, null);
    g.dispose();
    return result;
  }
}
