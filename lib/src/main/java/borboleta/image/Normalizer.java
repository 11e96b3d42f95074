package borboleta.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Turns pictures into pixel values: {@code (value / 255 - mean) / std} for each channel.
 *
 * <p>Source: {@code image_mean} and {@code image_std} of preprocessor_config.json in Hugging Face's
 * format.
 */
public final class Normalizer {
  /** What CLIP's towers expect. */
  public static final Normalizer CLIP =
      new Normalizer(
          new double[] {0.48145466, 0.4578275, 0.40821073},
          new double[] {0.26862954, 0.26130258, 0.27577711});

  private static final int CHANNELS = 3;

  /** The pixel value of each stored value. */
  private final float[][] values = new float[CHANNELS][256]; // (C, 256)

  private final double[] mean;

  /**
   * Normalises by these figures, for red, green and blue.
   *
   * @throws IllegalArgumentException unless there are three of each and no std is zero
   */
  public Normalizer(double[] mean, double[] std) {
    this(1.0 / 255, mean, std);
  }

  /**
   * Normalises by these figures, for red, green and blue, after multiplying by a factor.
   *
   * @param factor for stored values of 0 to 255: {@code rescale_factor}
   * @throws IllegalArgumentException unless there are three of each and no std is zero
   */
  public Normalizer(double factor, double[] mean, double[] std) {
    if (mean.length != CHANNELS || std.length != CHANNELS || std[0] * std[1] * std[2] == 0) {
      throw new IllegalArgumentException(
          "a normaliser needs three means and three stds other than 0, got %d and %d figures"
              .formatted(mean.length, std.length));
    }
    this.mean = mean.clone();
    for (int c = 0; c < CHANNELS; c++) {
      for (int v = 0; v < 256; v++) {
        values[c][v] = ((float) (v * factor) - (float) mean[c]) / (float) std[c];
      }
    }
  }

  /**
   * The pixel values of a picture, (C, H, W) in one array: all of red, then green, then blue, by
   * rows.
   */
  public float[] apply(BufferedImage image) {
    int width = image.getWidth();
    int pixels = width * image.getHeight();
    int[] rgb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    float[] result = new float[CHANNELS * pixels]; // (C, H, W)
    for (int i = 0; i < pixels; i++) {
      result[i] = values[0][rgb[i] >> 16 & 0xFF];
      result[pixels + i] = values[1][rgb[i] >> 8 & 0xFF];
      result[2 * pixels + i] = values[2][rgb[i] & 0xFF];
    }
    return result;
  }

  /** A picture without information, in the mean colour: its pixel values are next to zero. */
  public BufferedImage blank(int width, int height) {
    int rgb = 0;
    for (double m : mean) {
      rgb = rgb << 8 | (int) Math.round(m * 255);
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] all = new int[width * height];
    Arrays.fill(all, rgb);
    image.setRGB(0, 0, width, height, all, 0, width);
    return image;
  }
}
