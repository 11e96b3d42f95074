package borboleta.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PictureProcessorTests {
  private static BufferedImage plain(int width, int height, int rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] all = new int[width * height];
    Arrays.fill(all, rgb);
    image.setRGB(0, 0, width, height, all, 0, width);
    return image;
  }

  @Test
  void marginOfAPaddedPictureHasTheMeanColourRoundedDown() {
    BufferedImage frame = Frame.square(plain(3, 8, 0xFFFFFF), 0x7A7468);
    assertEquals(8, frame.getWidth());
    assertEquals(0x7A7468, frame.getRGB(1, 0) & 0xFFFFFF); // (8 - 3) / 2 is 2: columns 2 to 4
    assertEquals(0xFFFFFF, frame.getRGB(2, 0) & 0xFFFFFF);
    assertEquals(0x7A7468, frame.getRGB(5, 7) & 0xFFFFFF);
    BufferedImage padded =
        new PictureProcessor(ProcessorConfig.clip(8).padded(true)).frame(plain(2, 8, 0xFFFFFF));
    assertEquals(0x7A7468, padded.getRGB(0, 4) & 0xFFFFFF);
  }

  @Test
  void longerEdgeIsRoundedDown() {
    assertEquals(
        new ProcessorConfig.Size(56, 89), ProcessorConfig.Resize.shortestEdge(56).of(61, 97));
    assertEquals(
        new ProcessorConfig.Size(74, 56), ProcessorConfig.Resize.shortestEdge(56).of(200, 150));
  }

  @Test
  void cropLargerThanThePictureIsFilledWithBlack() {
    BufferedImage frame = Frame.centre(plain(2, 5, 0xFFFFFF), 5, 3);
    assertEquals(0, frame.getRGB(1, 1) & 0xFFFFFF); // the margin of 3 leaves 2 at the left
    assertEquals(0xFFFFFF, frame.getRGB(2, 0) & 0xFFFFFF);
    assertEquals(0xFFFFFF, frame.getRGB(3, 2) & 0xFFFFFF);
    assertEquals(0, frame.getRGB(4, 2) & 0xFFFFFF);
  }

  @Test
  void vitScalesBothEdgesAndMapsBlackAndWhiteToMinusOneAndOne() {
    PictureProcessor vit = new PictureProcessor(ProcessorConfig.vit(4));
    float[] white = vit.apply(plain(9, 3, 0xFFFFFF)); // (3, 4, 4)
    assertEquals(3 * 4 * 4, white.length);
    assertEquals(1, white[0], 1e-6);
    assertEquals(-1, vit.apply(plain(9, 3, 0))[47], 1e-6);
  }

  @Test
  void enlargementBeyondThePixelLimitIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PictureProcessor(ProcessorConfig.clip(336)).frame(plain(1, 10_000, 0)));
  }
}
