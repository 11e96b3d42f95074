package borboleta.image;

import java.awt.image.BufferedImage;

/**
 * Turns a picture into pixel values as transformers' {@code CLIPImageProcessor} and {@code
 * ViTImageProcessor} do with PIL: pad, scale, crop, normalise.
 */
public final class PictureProcessor {
  private final ProcessorConfig config;
  private final Normalizer normalizer;

  /**
   * Makes a processor.
   *
   * @throws IllegalArgumentException unless there are three means and three stds other than 0
   */
  public PictureProcessor(ProcessorConfig config) {
    this.config = config;
    normalizer =
        new Normalizer(
            config.rescaleFactor(),
            config.mean().stream().mapToDouble(d -> d).toArray(),
            config.std().stream().mapToDouble(d -> d).toArray());
  }

  public ProcessorConfig config() {
    return config;
  }

  /** The picture as the tower sees it, before it becomes numbers. */
  public BufferedImage frame(BufferedImage image) {
    BufferedImage result = config.padToSquare() ? Frame.square(image, meanColour()) : image;
    if (config.resize() != null) {
      ProcessorConfig.Size size = config.resize().of(result.getWidth(), result.getHeight());
      result = config.resampler().resize(result, size.width(), size.height());
    }
    return config.crop() == null
        ? result
        : Frame.centre(result, config.crop().width(), config.crop().height());
  }

  /** The pixel values of a picture, (C, S, S) in one array for a crop of side S. */
  public float[] apply(BufferedImage image) {
    return normalizer.apply(frame(image)); // (C, S, S)
  }

  /** A square picture without information, in the mean colour. */
  public BufferedImage blank(int side) {
    return normalizer.blank(side, side);
  }

  /** The mean as an 8-bit colour, each channel rounded down as LLaVA does. */
  private int meanColour() {
    int rgb = 0;
    for (double mean : config.mean()) {
      rgb = rgb << 8 | (int) (mean * 255);
    }
    return rgb;
  }
}
