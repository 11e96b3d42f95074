package borboleta.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Puts a picture into a frame of another size without scaling it. */
public final class Frame {
  private Frame() {}

  /**
   * Pads a picture to a square: LLaVA-1.5's {@code image_aspect_ratio} {@code pad} (LLaVA, {@code
   * mm_utils.py}, {@code expand2square}).
   *
   * @param rgb colour of the margin
   */
  public static BufferedImage square(BufferedImage image, int rgb) {
    int width = image.getWidth();
    int height = image.getHeight();
    int side = Math.max(width, height);
    return width == height
        ? image
        : place(image, side, side, (side - width) / 2, (side - height) / 2, rgb);
  }

  /**
   * Cuts the middle out of a picture; where the picture is smaller, the margin is black
   * (transformers, {@code image_transforms.py}, {@code center_crop}).
   */
  public static BufferedImage centre(BufferedImage image, int width, int height) {
    int left = Math.floorDiv(image.getWidth() - width, 2);
    int top = Math.floorDiv(image.getHeight() - height, 2);
    return left == 0 && top == 0 && image.getWidth() == width && image.getHeight() == height
        ? image
        : place(image, width, height, -left, -top, 0);
  }

  /** Copies what of the picture lies inside the frame when its corner is at left and top. */
  private static BufferedImage place(
      BufferedImage image, int width, int height, int left, int top, int rgb) {
    int[] frame = new int[width * height];
    Arrays.fill(frame, rgb);
    int from = Math.max(0, left);
    int to = Math.min(width, left + image.getWidth());
    for (int y = Math.max(0, top); y < Math.min(height, top + image.getHeight()); y++) {
      image.getRGB(from - left, y - top, to - from, 1, frame, y * width + from, width);
    }
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    result.setRGB(0, 0, width, height, frame, 0, width);
    return result;
  }
}
