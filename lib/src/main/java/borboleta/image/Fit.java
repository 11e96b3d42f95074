package borboleta.image;

import java.awt.image.BufferedImage;

/** Brings a picture of any size to the square that a tower reads. */
public final class Fit {
  private Fit() {}

  /**
   * Pads a picture to a square in CLIP's mean colour and scales it, pixel for pixel as LLaVA-1.5
   * does with PIL; a picture that has the size already is returned as it is.
   *
   * @param side of the square, in pixels
   */
  public static BufferedImage square(BufferedImage image, int side) {
    return image.getWidth() == side && image.getHeight() == side
        ? image
        : new PictureProcessor(ProcessorConfig.clip(side).padded(true)).frame(image);
  }
}
