package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class SurveyTests {
  private static final Survey SURVEY = Survey.load();

  private static Table row(String model) {
    Table models = SURVEY.models();
    return models.where(models.stringColumn("model").isEqualTo(model));
  }

  @Test
  void datesAndSizesAreParsedAndNothingIsInvented() {
    assertEquals(65, SURVEY.models().rowCount());
    assertEquals(LocalDate.of(2023, 4, 17), row("LLaVA (v1)").dateColumn("date").get(0));
    assertEquals("day", row("LLaVA (v1)").stringColumn("date_known").get(0));
    assertEquals(LocalDate.of(2023, 5, 1), row("Otter").dateColumn("date").get(0));
    assertEquals("month", row("Otter").stringColumn("date_known").get(0));
    assertTrue(row("Dolphins").dateColumn("date").isMissing(0));
    assertEquals(0.222, row("nanoVLM-222M").doubleColumn("params_billion").get(0), 1e-12);
    assertEquals(2.88235168, row("ViTucano-2b8-v1").doubleColumn("params_billion").get(0), 1e-9);
    assertTrue(row("LLaVA-OneVision").doubleColumn("params_billion").isMissing(0));
    assertTrue(row("LLaMA-Adapter").doubleColumn("params_billion").isMissing(0));
  }

  @Test
  void typesAreCountedAndSumUpToAllModels() {
    Table types = SURVEY.byType();
    assertEquals(List.of("A", "B", "C", "D"), types.stringColumn("type").asList());
    assertEquals(65, (int) types.intColumn("models").sum());
    assertEquals(32, types.intColumn("models").get(2));
    assertThrows(IllegalArgumentException.class, () -> SURVEY.ofType("E"));
  }

  @Test
  void timelineHasTheDatedModelsInOrder() {
    List<LocalDate> dates = SURVEY.timeline().dateColumn("date").asList();
    assertEquals(64, dates.size());
    assertEquals(dates.stream().sorted().toList(), dates);
  }

  @Test
  void figuresKeepTheirSettingAndOnlyOneSettingIsRanked() {
    Table figures = SURVEY.figures("vqav2");
    assertEquals(34, figures.rowCount());
    assertTrue(figures.stringColumn("setting").asSet().contains("not stated"));
    assertFalse(figures.stringColumn("setting").asSet().contains(""));
    List<LocalDate> dates = figures.dateColumn("date").asList();
    assertEquals(dates.stream().sorted().toList(), dates, "ordered by date, not by figure");
    Table ranked = SURVEY.ranked("vqav2", "zero-shot");
    assertEquals(1, ranked.stringColumn("setting").asSet().size());
    List<Double> values = ranked.doubleColumn("vqav2").asList();
    assertEquals(values.stream().sorted(java.util.Comparator.reverseOrder()).toList(), values);
    assertThrows(IllegalArgumentException.class, () -> SURVEY.ranked("vqav2", "not stated"));
    assertThrows(IllegalArgumentException.class, () -> SURVEY.ranked("vqav2", "one-shot"));
    assertThrows(IllegalArgumentException.class, () -> SURVEY.figures("mmlu"));
  }

  @Test
  void everyModelHasASource() {
    assertEquals(65, SURVEY.sources().stringColumn("model").asSet().size());
  }

  @Test
  void timelineIsDrawnWithEveryTypesColour() {
    BufferedImage picture = Charts.timeline("Timeline", SURVEY.timeline());
    for (int type = 0; type < 4; type++) {
      assertTrue(has(picture, HouseStyle.color(type).getRGB()), "colour of type " + type);
    }
  }

  private static boolean has(BufferedImage picture, int rgb) {
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (picture.getRGB(x, y) == rgb) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void figuresOfAModelStandBesideTheirSetting() {
    Table lavit = SURVEY.figuresOf("LaVIT (LLaMA-1-7B)");
    assertTrue(lavit.stringColumn("figure").asList().contains("coco_cider 134"));
    assertEquals("zero-shot", lavit.stringColumn("setting").get(0));
    assertTrue(
        SURVEY.figuresOf("LLaVA-1.5-7B").stringColumn("setting").asList().contains("not stated"));
    assertThrows(IllegalArgumentException.class, () -> SURVEY.figuresOf("LLaVA-9"));
  }

  @Test
  void computeListsOnlyModelsThatStateIt() {
    Table compute = SURVEY.compute();
    assertTrue(compute.rowCount() > 10 && compute.rowCount() < 65, compute.rowCount() + " rows");
    assertFalse(compute.stringColumn("train_data_compute").asSet().contains(""));
  }
}
