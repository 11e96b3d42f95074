package borboleta.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads PNG and JPEG files as 8-bit RGB pictures. */
public final class PictureReader {
  /** Larger pictures are not decoded: the pixels of one would take a quarter of a gigabyte. */
  public static final long MOST_PIXELS = 64_000_000;

  private PictureReader() {}

  /**
   * Reads a picture; transparency is dropped, grey becomes three equal channels.
   *
   * @throws IOException in one sentence naming the file: when it is missing, no picture, damaged,
   *     or when its header claims more than {@link #MOST_PIXELS}, which is found out before any
   *     pixel is decoded
   */
  public static BufferedImage read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no picture at " + file);
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException(file + " is no picture that can be read here; use PNG or JPEG");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        checkSize(file, reader.getWidth(0), reader.getHeight(0));
        return rgb(reader.read(0));
      } catch (UnreadablePicture e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        // ImageIO's readers answer damaged bytes with either sort of exception.
        throw new IOException(
            "%s is damaged and cannot be decoded; copy it again".formatted(file), e);
      } finally {
        reader.dispose();
      }
    }
  }

  private static void checkSize(Path file, int width, int height) throws UnreadablePicture {
    long pixels = (long) width * height;
    if (pixels > MOST_PIXELS) {
      throw new UnreadablePicture(
          "%s claims %d x %d pixels (%d megapixels), and at most %d megapixels are read; make it smaller first"
              .formatted(file, width, height, pixels / 1_000_000, MOST_PIXELS / 1_000_000));
    }
  }

  private static BufferedImage rgb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage rgb = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      if (image.getColorModel().getNumColorComponents() == 1) {
        greyRow(image, y, row);
      } else {
        image.getRGB(0, y, width, 1, row, 0, width);
      }
      rgb.setRGB(0, y, width, 1, row, 0, width);
    }
    return rgb;
  }

  /**
   * Takes the stored samples: {@code getRGB} would brighten them, because Java takes stored grey
   * for linear light.
   */
  private static void greyRow(BufferedImage image, int y, int[] row) {
    Raster raster = image.getRaster();
    ColorModel colors = image.getColorModel();
    int most = (1 << colors.getComponentSize(0)) - 1;
    for (int x = 0; x < row.length; x++) {
      int grey = raster.getSample(x, y, 0) * 255 / most;
      row[x] = grey << 16 | grey << 8 | grey;
    }
  }

  /** A picture that is whole and still not taken. */
  private static final class UnreadablePicture extends IOException {
    UnreadablePicture(String message) {
      super(message);
    }
  }
}
