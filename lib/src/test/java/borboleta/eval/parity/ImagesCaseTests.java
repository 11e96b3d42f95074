package borboleta.eval.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesCaseTests {
  private static final Path CASE = Path.of("src/test/resources/goldens/a/images");

  @Test
  void picturesEqualPilsAndClipsToTheLastBit() throws IOException {
    Map<String, Double> deviations = ImagesCase.compare(CASE);
    assertEquals(0, deviations.get("resize_uint8"));
    assertEquals(0, deviations.get("pixel_values"), 1e-6);
  }

  @Test
  void anotherPictureDeviates(@TempDir Path folder) throws IOException {
    try (Stream<Path> files = Files.list(CASE)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Files.delete(folder.resolve("0.png"));
    Files.copy(CASE.resolve("1.png"), folder.resolve("0.png"));
    assertTrue(ImagesCase.compare(folder).get("resize_uint8") > 50);
    Files.delete(folder.resolve("0.png"));
    IOException e = assertThrows(IOException.class, () -> ImagesCase.compare(folder));
    assertTrue(e.getMessage().contains("no picture 0.png"), e.getMessage());
  }
}
