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

class SeedFiguresTests {
  @TempDir Path folder;

  @Test
  void readsOneRowASeed() throws IOException {
    Table table =
        SeedFigures.read(
            file(
                "[{\"seed\":1,\"accuracy\":0.95,\"blind\":0.2},{\"blind\":0.1,\"seed\":2,\"accuracy\":0.97}]"));
    assertEquals(List.of("seed", "accuracy", "blind"), table.columnNames());
    assertEquals(List.of(0.95, 0.97), table.doubleColumn("accuracy").asList());
    assertEquals(2, table.intColumn("seed").get(1));
  }

  @Test
  void refusesASeedThatLacksAFigure() throws IOException {
    Path file = file("[{\"seed\":1,\"accuracy\":0.95},{\"seed\":2}]");
    IOException refusal = assertThrows(IOException.class, () -> SeedFigures.read(file));
    assertTrue(refusal.getMessage().contains("without the figure accuracy"), refusal.getMessage());
    assertThrows(IOException.class, () -> SeedFigures.read(file("{}")));
  }

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("seeds.json"), json);
  }
}
