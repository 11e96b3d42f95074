package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PatchPicturesTests {
  /** Squares of 8 pixels: red, blue, green, white, in reading order. */
  private static final BufferedImage FOUR = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);

  static {
    Color[] colors = {Color.RED, Color.BLUE, Color.GREEN, Color.WHITE};
    for (int i = 0; i < 256; i++) {
      int x = i % 16;
      int y = i / 16;
      FOUR.setRGB(x, y, colors[y / 8 * 2 + x / 8].getRGB());
    }
  }

  @Test
  void codebookOfAsManyEntriesAsSquaresLosesNothing() {
    List<BufferedImage> pictures = Collections.nCopies(8, FOUR);
    Codebook book = Codebook.of(pictures, 8, 24, 1);
    int[] ids = book.encode(FOUR);
    assertEquals(4, ids.length);
    assertEquals(0, book.loss(FOUR), 1e-6);
    BufferedImage back = book.decode(ids, 2);
    assertEquals(FOUR.getRGB(3, 3), back.getRGB(3, 3));
    assertEquals(FOUR.getRGB(12, 3), back.getRGB(12, 3));
    assertEquals(FOUR.getRGB(3, 12), back.getRGB(3, 12));
  }

  @Test
  void smallerCodebookLosesMore() {
    Codebook one = Codebook.of(List.of(FOUR), 8, 1, 1);
    assertArrayEquals(new int[4], one.encode(FOUR));
    assertTrue(one.loss(FOUR) > 100, "one mean of four colours: " + one.loss(FOUR));
    assertThrows(IllegalArgumentException.class, () -> Codebook.of(List.of(FOUR), 8, 5, 1));
  }

  @Test
  void patchesAreMarkedWhereTheyLie() {
    BufferedImage shown = PatchGrid.heat(FOUR, 8, new float[] {0, 0, 0, 1});
    Color hot = new Color(shown.getRGB(360, 360));
    Color cold = new Color(shown.getRGB(120, 120));
    assertTrue(hot.getRed() > hot.getBlue() + 80, "orange at the bottom right: " + hot);
    assertTrue(cold.getRed() > 200 && cold.getGreen() == cold.getBlue(), "pale red: " + cold);
    assertThrows(
        IllegalArgumentException.class, () -> PatchGrid.heat(FOUR, 8, new float[] {1, 2, 3}));
    assertThrows(IllegalArgumentException.class, () -> PatchGrid.labelled(FOUR, 8, List.of("one")));
  }

  @Test
  void numbersAreWrittenOnEveryPatch() {
    BufferedImage numbered = PatchGrid.numbered(FOUR, 8);
    BufferedImage bare = PatchGrid.labelled(FOUR, 8, List.of("", "", "", ""));
    for (int i = 0; i < 4; i++) {
      int x = i % 2 * 240 + 90;
      int y = i / 2 * 240 + 90;
      int[] with = numbered.getRGB(x, y, 60, 60, null, 0, 60);
      int[] without = bare.getRGB(x, y, 60, 60, null, 0, 60);
      assertFalse(Arrays.equals(with, without), "patch " + i);
    }
  }

  @Test
  void eachTypeHasADrawingOfItsOwn() {
    Set<Integer> seen = new HashSet<>();
    for (String type : List.of("A", "B", "C", "D")) {
      BufferedImage picture = FusionDiagram.of(type);
      int[] layers = picture.getRGB(300, 90, 300, 260, null, 0, 300); // inside the language model
      int[] input = picture.getRGB(280, 390, 330, 40, null, 0, 330);
      assertTrue(seen.add(31 * Arrays.hashCode(layers) + Arrays.hashCode(input)));
    }
    assertThrows(IllegalArgumentException.class, () -> FusionDiagram.of("E"));
  }
}
