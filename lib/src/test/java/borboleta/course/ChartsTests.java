package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.eval.Score;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsTests {
  @TempDir Path folder;

  /** Counts the pixels close to a colour in each row and returns the largest count. */
  private static int longest(BufferedImage picture, int rgb) {
    int longest = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      int count = 0;
      for (int x = 0; x < picture.getWidth(); x++) {
        count += distance(picture.getRGB(x, y), rgb) < 140 ? 1 : 0;
      }
      longest = Math.max(longest, count);
    }
    return longest;
  }

  /** A line that falls between two rows of pixels is a little paler than its colour. */
  private static int distance(int a, int b) {
    int distance = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      distance += Math.abs((a >> shift & 255) - (b >> shift & 255));
    }
    return distance;
  }

  @Test
  void barsAreAsLongAsTheirNumbers() {
    int color = HouseStyle.color(0).getRGB();
    Map<String, Integer> bars = new LinkedHashMap<>();
    bars.put("name", 32);
    int full = longest(Charts.bars("t", "n", bars), color);
    // The same scale, set by a bar of 64 in a group of its own.
    Map<String, Map<String, Bars.Bar>> half = new LinkedHashMap<>();
    half.put("name", Map.of("", new Bars.Bar(32, 32, 32)));
    assertEquals(
        full / 2.0, longest(Bars.draw("t", "n", 64, half), color), 8, "give or take a letter");
    assertThrows(IllegalArgumentException.class, () -> Charts.bars("t", "n", Map.of("a", -1)));
    assertThrows(IllegalArgumentException.class, () -> Charts.bars("t", "n", Map.of("a", 0)));
  }

  @Test
  void intervalsAreDrawnAcrossTheBarsEnd() {
    int ink = HouseStyle.INK.getRGB();
    int wide = longest(Charts.scores("t", Map.of("a", new Score(5, 10))), ink);
    int narrow = longest(Charts.scores("t", Map.of("a", new Score(5000, 10000))), ink);
    assertTrue(wide > narrow + 100, wide + " and " + narrow);
  }

  @Test
  void confusionTakesCountsOfItsShapeOnly() {
    List<String> two = List.of("sim", "não");
    BufferedImage picture = Charts.confusion("t", two, two, new int[][] {{9, 1}, {0, 10}});
    assertTrue(longest(picture, HouseStyle.color(0).getRGB()) > 20, "a row all right is full blue");
    assertThrows(
        IllegalArgumentException.class,
        () -> Charts.confusion("t", two, two, new int[][] {{9, 1}}));
  }

  @Test
  void captionsAreWrappedAndEachPictureHasOne() {
    BufferedImage picture = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
    BufferedImage one = PictureSheet.of(List.of(picture), List.of("short"));
    String words = "a caption that is much longer than its picture is wide ".repeat(3);
    BufferedImage longer = PictureSheet.of(List.of(picture), List.of(words));
    assertEquals(one.getWidth(), longer.getWidth());
    assertTrue(longer.getHeight() > one.getHeight() + 40);
    assertThrows(
        IllegalArgumentException.class, () -> PictureSheet.of(List.of(picture), List.of()));
  }

  @Test
  void figureIsKeptWithItsCaption() throws Exception {
    BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    Figures.save(folder, "week01_timeline", picture, "Models by date.");
    Figures.save(folder, "week01_timeline", picture, "Models by year.");
    assertEquals(3, ImageIO.read(folder.resolve("week01_timeline.png").toFile()).getWidth());
    assertEquals("Models by year.\n", Files.readString(folder.resolve("week01_timeline.txt")));
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
    assertThrows(IllegalArgumentException.class, () -> Figures.save(folder, "../x", picture, "c"));
  }
}
