package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.train.Recipe;
import borboleta.train.plan.Architectures;
import borboleta.train.plan.Plan;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanViewTests {
  private static final Plan PLAN =
      Plan.of(Architectures.of("llava-1.5-13b"), Recipe.preset("tcc-13b"));
  private static final int OVER = 0xFFB3261E;

  @Test
  void theDevicesLineStandsWhereItsMemoryEnds() {
    BufferedImage picture = PlanView.memory("13B", Map.of("LoRA", PLAN), "rtx-4090", "a100-80");
    int small = line(picture, 96 + 13);
    int large = line(picture, 96 + 44 + 13);
    int start = start(picture, 96 + 13);
    double ratio = (double) (large - start) / (small - start);
    assertEquals(81251.0 / 24564, ratio, 0.06);
  }

  /** Where the line of a row is, in the middle of its three pixels. */
  private static int line(BufferedImage picture, int y) {
    for (int x = 0; x < picture.getWidth(); x++) {
      if (picture.getRGB(x, y) == OVER) {
        return x + 1;
      }
    }
    throw new AssertionError("no line at " + y);
  }

  /** Where the bar of a row begins: its first part is blue. */
  private static int start(BufferedImage picture, int y) {
    for (int x = 0; x < picture.getWidth(); x++) {
      if (picture.getRGB(x, y) == 0xFF1F6FA8) {
        return x;
      }
    }
    throw new AssertionError("no bar at " + y);
  }

  @Test
  void tablesSayWhatFitsAndTheWayOut() {
    String devices = PlanView.devices(PLAN, "rtx-4090", "a100-80", "this-machine").toString();
    assertTrue(devices.contains("RTX 4090 24 GB | 24 | "), devices);
    assertTrue(devices.contains("too small | 0"), devices);
    String advice = PlanView.advice(PLAN, "a100-40").toString();
    assertTrue(advice.contains("per_device_train_batch_size"), advice);
    assertTrue(PlanView.calibration().toString().contains("nanoVLM README"));
  }

  @Test
  void aPictureOfNothingIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> PlanView.memory("none", Map.of(), "a100-80"));
    assertThrows(
        IllegalArgumentException.class, () -> PlanView.memory("none", Map.of("LoRA", PLAN)));
  }

  @Test
  void theFigureOfALongBarStaysInThePicture() {
    Plan full = PLAN.with(Map.of("language_learns", true, "lora_r", 0));
    BufferedImage picture = PlanView.memory("13B", Map.of("full", full), "a100-80");
    int edge = 0;
    for (int y = 96; y < 96 + 26; y++) {
      for (int x = picture.getWidth() - 20; x < picture.getWidth(); x++) {
        edge += (picture.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF ? 0 : 1;
      }
    }
    assertEquals(0, edge, "points painted at the right edge");
  }

  @Test
  void everyPublishedFigureIsAPointNearTheDiagonal() {
    BufferedImage picture = CalibrationChart.memory();
    int fitted = painted(picture, HouseStyle.color(0).getRGB());
    int heldOut = painted(picture, HouseStyle.color(1).getRGB());
    assertTrue(fitted > 500 && heldOut > 500, fitted + " and " + heldOut);
  }

  private static int painted(BufferedImage picture, int color) {
    int count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += picture.getRGB(x, y) == color ? 1 : 0;
      }
    }
    return count;
  }
}
