package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Kind;
import borboleta.eval.Accuracy;
import borboleta.eval.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseFiguresTests {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Accuracy accuracy = new Accuracy(new Score(5, 7), Map.of(Kind.WHERE, new Score(5, 7)));
    BaseFigures figures =
        new BaseFigures(
            3, 60, Map.of("names", 0.5), Map.of("3-align", accuracy), Map.of("test", accuracy));
    figures.write(folder);
    assertEquals(figures, BaseFigures.read(folder));
  }

  @Test
  void missingFiguresAreNamed() {
    IOException error = assertThrows(IOException.class, () -> BaseFigures.read(folder));
    assertTrue(error.getMessage().contains("figures.json"), error.getMessage());
  }
}
