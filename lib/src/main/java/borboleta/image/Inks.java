package borboleta.image;

import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.stream.ImageInputStream;

/**
 * JPEG files of four inks, stored inverted as Adobe does, as PIL makes them RGB: without a colour
 * profile (Pillow, {@code Convert.c}; libjpeg, {@code jdcolor.c}).
 */
final class Inks {
  private Inks() {}

  /** Whether Adobe's block says YCCK: the first three inks are stored as YCbCr. */
  static boolean areTurned(ImageInputStream in) throws IOException {
    long at = in.getStreamPosition();
    try {
      in.seek(0);
      List<JPEGSegment> blocks = JPEGSegmentUtil.readSegments(in, JPEG.APP14, "Adobe");
      if (blocks.isEmpty()) {
        return false;
      }
      try (InputStream data = blocks.get(0).data()) {
        byte[] bytes = data.readAllBytes();
        return bytes.length > 0 && bytes[bytes.length - 1] == 2; // the colour transform
      }
    } finally {
      in.seek(at);
    }
  }

  /**
   * Makes a picture of four bands.
   *
   * @param turned whether the first three bands are YCbCr
   */
  static BufferedImage toLight(Raster raster, boolean turned) {
    int width = raster.getWidth();
    BufferedImage rgb = new BufferedImage(width, raster.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] inks = new int[4 * width];
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, inks);
      for (int x = 0; x < width; x++) {
        if (turned) {
          turnBack(inks, 4 * x);
        }
        int white = inks[4 * x + 3];
        row[x] =
            light(255 - inks[4 * x], white) << 16
                | light(255 - inks[4 * x + 1], white) << 8
                | light(255 - inks[4 * x + 2], white);
      }
      rgb.setRGB(0, y, width, 1, row, 0, width);
    }
    return rgb;
  }

  /** YCbCr to inks by the JFIF equations, with 16 binary places. */
  private static void turnBack(int[] inks, int at) {
    int y = inks[at];
    int cb = inks[at + 1] - 128;
    int cr = inks[at + 2] - 128;
    inks[at] = clip(255 - (y + (91881 * cr + 32768 >> 16)));
    inks[at + 1] = clip(255 - (y + (-22554 * cb - 46802 * cr + 32768 >> 16)));
    inks[at + 2] = clip(255 - (y + (116130 * cb + 32768 >> 16)));
  }

  /** What an ink leaves of the light: white minus ink times white over 255, rounded. */
  private static int light(int ink, int white) {
    int product = ink * white + 128;
    return clip(white - ((product >> 8) + product >> 8));
  }

  private static int clip(int value) {
    return Math.min(255, Math.max(0, value));
  }
}
