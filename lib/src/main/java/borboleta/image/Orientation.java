package borboleta.image;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;

/** How a camera was held, from a JPEG file's EXIF block (Exif 2.32, tag 0x0112). */
final class Orientation {
  static final Orientation UPRIGHT = new Orientation(1);

  private final int tag; // 1 to 8

  private Orientation(int tag) {
    this.tag = tag;
  }

  /** Reads the note, upright where there is none or it is damaged; the stream stays where it is. */
  static Orientation of(ImageInputStream in) throws IOException {
    in.mark();
    try {
      List<JPEGSegment> blocks = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
      return blocks.isEmpty() ? UPRIGHT : of(blocks.get(0));
    } catch (IOException | RuntimeException e) {
      return UPRIGHT;
    } finally {
      in.reset();
    }
  }

  private static Orientation of(JPEGSegment block) throws IOException {
    try (InputStream data = block.data()) {
      data.read(); // a byte of padding follows the name
      try (ImageInputStream tiff = ImageIO.createImageInputStream(data)) {
        Directory directory = new TIFFReader().read(tiff);
        Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
        int tag = entry == null ? 1 : ((Number) entry.getValue()).intValue();
        return tag >= 1 && tag <= 8 ? new Orientation(tag) : UPRIGHT;
      }
    }
  }

  /** Turns and mirrors a picture so that it stands upright. */
  BufferedImage apply(BufferedImage image) {
    if (tag == 1) {
      return image;
    }
    int w = image.getWidth();
    int h = image.getHeight();
    int[] from = image.getRGB(0, 0, w, h, null, 0, w);
    boolean aside = tag >= 5;
    int width = aside ? h : w;
    int height = aside ? w : h;
    int[] to = new int[from.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        // Where the stored picture has the pixel that belongs at x, y.
        int sx = aside ? y : x;
        int sy = aside ? x : y;
        boolean mirrorX = tag == 2 || tag == 3 || tag == 7 || tag == 8;
        boolean mirrorY = tag == 3 || tag == 4 || tag == 6 || tag == 7;
        to[y * width + x] = from[(mirrorY ? h - 1 - sy : sy) * w + (mirrorX ? w - 1 - sx : sx)];
      }
    }
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    result.setRGB(0, 0, width, height, to, 0, width);
    return result;
  }
}
