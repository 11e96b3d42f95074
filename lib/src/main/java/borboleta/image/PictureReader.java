package borboleta.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads PNG, JPEG, WebP and GIF files as 8-bit RGB pictures, upright. */
public final class PictureReader {
  /** Larger pictures are not decoded: the pixels of one would take a quarter of a gigabyte. */
  public static final long MOST_PIXELS = 64_000_000;

  private PictureReader() {}

  /**
   * Reads a picture, of an animation the first one; transparency is dropped, grey becomes three
   * equal channels, and the turn that a camera noted in a JPEG file is carried out.
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
        throw new IOException(
            file + " is no picture that can be read here; use PNG, JPEG, WebP or GIF");
      }
      ImageReader reader = readers.next();
      try {
        boolean jpeg = reader.getFormatName().equalsIgnoreCase("jpeg");
        Orientation orientation = jpeg ? Orientation.of(in) : Orientation.UPRIGHT;
        reader.setInput(in, true, true);
        checkSize(file, reader.getWidth(0), reader.getHeight(0));
        return orientation.apply(StoredPixels.read(reader, in, jpeg));
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

  /** A picture that is whole and still not taken. */
  private static final class UnreadablePicture extends IOException {
    UnreadablePicture(String message) {
      super(message);
    }
  }
}
