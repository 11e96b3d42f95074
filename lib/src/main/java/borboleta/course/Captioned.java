package borboleta.course;

import java.awt.image.BufferedImage;

/**
 * A picture and the sentence that tells what is on it, for those who cannot see it; the last
 * expression of a cell may be one.
 */
public record Captioned(BufferedImage image, String caption) {
  @Override
  public String toString() {
    return caption;
  }
}
