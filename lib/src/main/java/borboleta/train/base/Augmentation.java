package borboleta.train.base;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * How far drawings are changed while the tower learns, so that it leans less on one artist's hand.
 *
 * @param flat share of drawings without OpenMoji's black outline
 * @param colour strength of the change of brightness, saturation and hue, 0 for none
 * @param turn largest rotation, in radians
 * @param stretch largest relative change of width and height
 * @param flip whether half of the drawings are mirrored
 */
public record Augmentation(double flat, double colour, double turn, double stretch, boolean flip) {
  static final Augmentation NONE = new Augmentation(0, 0, 0, 0, false);

  /** The same changes, only a share as strong. */
  Augmentation scaled(double share) {
    return new Augmentation(
        flat * share, colour * share, turn * share, stretch * share, flip && share > 0.5);
  }

  /** Returns the drawing in other colours; the shape stays. */
  BufferedImage recolour(BufferedImage drawing, SplittableRandom random) {
    if (colour == 0 || random.nextInt(5) == 0) {
      return drawing;
    }
    double brightness = 1 + 0.6 * colour * signed(random);
    double saturation = 1 + colour * signed(random);
    double angle = 0.8 * colour * signed(random);
    double[] offset = {
      0.3 * colour * signed(random), 0.3 * colour * signed(random), 0.3 * colour * signed(random)
    };
    // A turn about the grey axis changes the hue.
    double c = Math.cos(angle);
    double s = Math.sqrt(1 / 3.0) * Math.sin(angle);
    double u = (1 - c) / 3;
    int w = drawing.getWidth();
    int[] argb = drawing.getRGB(0, 0, w, drawing.getHeight(), null, 0, w);
    for (int i = 0; i < argb.length; i++) {
      if (argb[i] >>> 24 == 0) {
        continue;
      }
      double r = (argb[i] >> 16 & 255) / 255.0;
      double g = (argb[i] >> 8 & 255) / 255.0;
      double b = (argb[i] & 255) / 255.0;
      double r2 = (c + u) * r + (u - s) * g + (u + s) * b;
      double g2 = (u + s) * r + (c + u) * g + (u - s) * b;
      double b2 = (u - s) * r + (u + s) * g + (c + u) * b;
      double grey = (r2 + g2 + b2) / 3;
      int red = channel((grey + (r2 - grey) * saturation) * brightness + offset[0]);
      int green = channel((grey + (g2 - grey) * saturation) * brightness + offset[1]);
      int blue = channel((grey + (b2 - grey) * saturation) * brightness + offset[2]);
      argb[i] = argb[i] & 0xff000000 | red << 16 | green << 8 | blue;
    }
    BufferedImage result = new BufferedImage(w, drawing.getHeight(), BufferedImage.TYPE_INT_ARGB);
    result.setRGB(0, 0, w, drawing.getHeight(), argb, 0, w);
    return result;
  }

  private static int channel(double value) {
    return (int) Math.round(255 * Math.min(1, Math.max(0, value)));
  }

  static double signed(SplittableRandom random) {
    return 2 * random.nextDouble() - 1;
  }
}
