package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class LearningCurveTests {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("curve.csv"), text);
  }

  @Test
  void stagesKeepTheirOrderAndTheirOwnLosses() throws IOException {
    StringBuilder text = new StringBuilder("stage,step,loss,seconds\n");
    for (int step = 1; step <= 100; step++) {
      text.append("1-tower,%d,%d,0\n".formatted(step, step <= 25 ? 8 : 2));
    }
    for (int step = 1; step <= 8; step++) {
      text.append("2-words,%d,0.5,0\n".formatted(step));
    }
    LearningCurve curve = LearningCurve.read(file(text.toString()));
    assertEquals(List.of("1-tower", "2-words"), curve.stages());
    Table summary = curve.summary();
    assertEquals(100, summary.intColumn("steps").get(0));
    assertEquals(8, summary.doubleColumn("loss at first").get(0), 1e-9);
    assertEquals(2, summary.doubleColumn("loss at last").get(0), 1e-9);
    assertEquals(0.5, summary.doubleColumn("loss at last").get(1), 1e-9);
    assertTrue(curve.picture().getWidth() > 900, "two charts side by side");
  }

  @Test
  void fileThatIsNoCurveIsRefusedWithItsPlace() throws IOException {
    Path missing = folder.resolve("none.csv");
    assertTrue(message(missing).contains("none.csv is missing"));
    assertTrue(message(file("step,loss\n1,2\n")).contains("stage, step and loss"));
    assertTrue(message(file("stage,step,loss\na,1,2\na,2\n")).contains("line 3"));
  }

  private static String message(Path file) {
    return assertThrows(IOException.class, () -> LearningCurve.read(file)).getMessage();
  }
}
