package borboleta.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/**
 * The samples of a file as they are stored, as PIL gives them: Java would convert them by a colour
 * profile, and brighten grey, because it takes stored grey for linear light.
 */
final class StoredPixels {
  private StoredPixels() {}

  static BufferedImage read(ImageReader reader, ImageInputStream in, boolean jpeg)
      throws IOException {
    if (jpeg && !hasType(reader, 1) && !hasType(reader, 3)) {
      boolean turned = Inks.areTurned(in);
      return Inks.toLight(reader.readRaster(0, null), turned);
    }
    BufferedImage image = reader.read(0);
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage rgb = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      row(image, y, row);
      rgb.setRGB(0, y, width, 1, row, 0, width);
    }
    return rgb;
  }

  private static boolean hasType(ImageReader reader, int components) throws IOException {
    ImageTypeSpecifier raw = reader.getRawImageType(0);
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    return raw != null
        ? raw.getNumComponents() == components
        : types.hasNext() && types.next().getNumComponents() == components;
  }

  private static void row(BufferedImage image, int y, int[] row) {
    ColorModel colors = image.getColorModel();
    Raster raster = image.getRaster();
    boolean samples =
        !(colors instanceof IndexColorModel)
            && colors.getColorSpace().getType() == ColorSpace.TYPE_RGB;
    if (colors.getNumColorComponents() == 1) {
      int most = (1 << colors.getComponentSize(0)) - 1;
      for (int x = 0; x < row.length; x++) {
        int grey = raster.getSample(x, y, 0) * 255 / most;
        row[x] = grey * 0x010101;
      }
    } else if (samples && colors.getComponentSize(0) >= 8) {
      int spare = colors.getComponentSize(0) - 8;
      for (int x = 0; x < row.length; x++) {
        row[x] =
            raster.getSample(x, y, 0) >> spare << 16
                | raster.getSample(x, y, 1) >> spare << 8
                | raster.getSample(x, y, 2) >> spare;
      }
    } else {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
    }
  }
}
