package borboleta.image;

import java.awt.image.BufferedImage;
import java.util.function.DoubleUnaryOperator;

/**
 * Scales pictures as PIL does, value for value: rows and columns one after the other, each in 8
 * bits with weights of 22 binary places; the filter widens when a picture shrinks (Pillow, {@code
 * src/libImaging/Resample.c}).
 */
public enum Resampler {
  /** PIL's {@code BILINEAR}. */
  BILINEAR(1, x -> Math.max(0, 1 - Math.abs(x))),
  /** PIL's {@code BICUBIC}: Keys' kernel with a = -0.5 (IEEE TASSP 29(6), 1981, eq. 15). */
  BICUBIC(2, Resampler::keys);

  private static final int PRECISION_BITS = 22;

  private final double support; // in pixels of the coarser picture
  private final DoubleUnaryOperator kernel;

  Resampler(double support, DoubleUnaryOperator kernel) {
    this.support = support;
    this.kernel = kernel;
  }

  private static double keys(double t) {
    double x = Math.abs(t);
    if (x < 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
  }

  /**
   * Scales a picture.
   *
   * @param image of type {@code TYPE_INT_RGB}, as {@link PictureReader} gives it
   * @param width of the result, in pixels
   * @param height of the result, in pixels
   * @throws IllegalArgumentException if a side would be less than a pixel, or the result more than
   *     {@link PictureReader#MOST_PIXELS}
   */
  public BufferedImage resize(BufferedImage image, int width, int height) {
    int w = image.getWidth();
    int h = image.getHeight();
    long most = Math.max((long) width * Math.max(h, height), (long) w * height);
    if (width < 1 || height < 1 || most > PictureReader.MOST_PIXELS) {
      throw new IllegalArgumentException(
          "a picture of %d x %d pixels cannot be scaled to %d x %d; crop it first"
              .formatted(w, h, width, height));
    }
    int[] rgb = image.getRGB(0, 0, w, h, null, 0, w); // (h, w)
    if (columnsFirst(w, h, width, height)) {
      rgb = columns(rgb, w, new Taps(h, height)); // (height, w)
      rgb = width == w ? rgb : rows(rgb, w, height, new Taps(w, width)); // (height, width)
    } else {
      rgb = width == w ? rgb : rows(rgb, w, h, new Taps(w, width)); // (h, width)
      rgb = height == h ? rgb : columns(rgb, width, new Taps(h, height)); // (height, width)
    }
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    result.setRGB(0, 0, width, height, rgb, 0, width);
    return result;
  }

  /**
   * Whether the height loses more than twice what the width does. Pillow has gone this way first
   * since version 13 (its pull request 9549); the rounding between the passes makes it visible.
   */
  private static boolean columnsFirst(int w, int h, int width, int height) {
    return height < h && h - height > 2 * (w - width);
  }

  /** For each new pixel of a line: where its source begins, and the weights from there on. */
  private final class Taps {
    final int[] begin;
    final int[][] weights;

    Taps(int in, int out) {
      begin = new int[out];
      weights = new int[out][];
      double scale = (double) in / out;
      double stretch = Math.max(scale, 1);
      double reach = support * stretch;
      double inverse = 1.0 / stretch;
      for (int i = 0; i < out; i++) {
        double center = (i + 0.5) * scale;
        int from = Math.max(0, (int) (center - reach + 0.5));
        int to = Math.min(in, (int) (center + reach + 0.5));
        double[] exact = new double[to - from];
        double sum = 0;
        for (int k = 0; k < exact.length; k++) {
          exact[k] = kernel.applyAsDouble((k + from - center + 0.5) * inverse);
          sum += exact[k];
        }
        begin[i] = from;
        weights[i] = new int[exact.length];
        for (int k = 0; k < exact.length; k++) {
          double scaled = (sum == 0 ? exact[k] : exact[k] / sum) * (1 << PRECISION_BITS);
          weights[i][k] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
      }
    }
  }

  /** Filters each row. */
  private static int[] rows(int[] rgb, int width, int height, Taps taps) {
    int out = taps.begin.length;
    int[] result = new int[out * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < out; x++) {
        result[y * out + x] = mix(rgb, y * width + taps.begin[x], 1, taps.weights[x]);
      }
    }
    return result;
  }

  /** Filters each column. */
  private static int[] columns(int[] rgb, int width, Taps taps) {
    int out = taps.begin.length;
    int[] result = new int[width * out];
    for (int y = 0; y < out; y++) {
      for (int x = 0; x < width; x++) {
        result[y * width + x] = mix(rgb, taps.begin[y] * width + x, width, taps.weights[y]);
      }
    }
    return result;
  }

  private static int mix(int[] rgb, int at, int step, int[] weights) {
    int red = 1 << (PRECISION_BITS - 1);
    int green = red;
    int blue = red;
    int i = at;
    for (int weight : weights) {
      int pixel = rgb[i];
      red += (pixel >> 16 & 0xFF) * weight;
      green += (pixel >> 8 & 0xFF) * weight;
      blue += (pixel & 0xFF) * weight;
      i += step;
    }
    return clip(red) << 16 | clip(green) << 8 | clip(blue);
  }

  private static int clip(int sum) {
    return Math.min(255, Math.max(0, sum >> PRECISION_BITS));
  }
}
