package borboleta.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class NormalizerTests {
  @Test
  void valuesStandChannelByChannelAndRowByRow() {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(1, 0, 0xFF8000);
    float[] values = Normalizer.CLIP.apply(image); // (3, 2, 2)
    assertEquals(12, values.length);
    assertEquals((1 - 0.48145466) / 0.26862954, values[1], 1e-6);
    assertEquals((128 / 255.0 - 0.4578275) / 0.26130258, values[4 + 1], 1e-6);
    assertEquals((0 - 0.40821073) / 0.27577711, values[8 + 1], 1e-6);
    assertEquals((0 - 0.48145466) / 0.26862954, values[2], 1e-6);
  }

  @Test
  void blankPictureIsNextToZero() {
    for (float value : Normalizer.CLIP.apply(Normalizer.CLIP.blank(3, 2))) {
      assertEquals(0, value, 0.5 / 255 / 0.26);
    }
  }

  @Test
  void stdOfZeroIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Normalizer(new double[3], new double[] {1, 0, 1}));
  }
}
