package borboleta.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.model.ClipVision;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureClassifierTests {
  private static final ClipVision.Config SMALL =
      new ClipVision.Config(32, 64, 1, 2, 32, 16, 3, 1e-5f, "quick_gelu");
  private static final Recipe RECIPE = new Recipe(1, 1e-2, 10, 4, 0.1, 0, 1, 1000, 1000);

  @TempDir Path run;

  @Test
  void learnsToTellColoursApartAndAFinishedRunAnswersAlike() throws Exception {
    List<BufferedImage> pictures = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      pictures.add(plain(i % 2 == 0 ? Color.RED : Color.BLUE, i));
      labels.add(i % 2);
    }
    try (PictureClassifier first = PictureClassifier.fresh(SMALL, 2, 1);
        PictureClassifier second = PictureClassifier.fresh(SMALL, 2, 9)) {
      first.fit(pictures, labels, RECIPE, run, step -> {});
      assertEquals(labels, first.classify(pictures));
      int[] steps = {0};
      second.fit(pictures, labels, RECIPE, run, step -> steps[0]++);
      assertEquals(0, steps[0], "a finished run is not trained again");
      assertEquals(labels, second.classify(pictures));
    }
  }

  @Test
  void refusesLabelsThatDoNotFit() throws Exception {
    try (PictureClassifier classifier = PictureClassifier.fresh(SMALL, 2, 1)) {
      List<BufferedImage> one = List.of(plain(Color.RED, 0));
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> classifier.fit(one, List.of(0, 1), RECIPE, run, step -> {}));
      assertTrue(refusal.getMessage().contains("1 pictures but 2 labels"), refusal.getMessage());
    }
  }

  private static BufferedImage plain(Color color, int mark) {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(color);
    g.fillRect(0, 0, 32, 32);
    g.setColor(Color.WHITE);
    g.fillRect(mark, mark, 6, 6);
    g.dispose();
    return image;
  }
}
