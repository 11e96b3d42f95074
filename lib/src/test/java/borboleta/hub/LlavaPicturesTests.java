package borboleta.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.image.AspectRatio;
import borboleta.image.PictureProcessor;
import borboleta.model.Llava;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a white picture, twice as wide as it is high, before a tower of 28 pixels. */
class LlavaPicturesTests {
  private static final Path CASE = Path.of("src/test/resources/goldens/a/llava/config.json");
  private static final int WHITE = 0xFFFFFF;
  private static final int MEAN = 0x7A7468;

  @TempDir Path folder;

  private final Llava.Config config;

  LlavaPicturesTests() throws IOException {
    config = LlavaConfigFile.read(CASE);
  }

  @Test
  void folderThatSaysNothingPadsUnlessItIsAskedNotTo() throws IOException {
    Files.copy(CASE, folder.resolve("config.json"));
    assertEquals(MEAN, corner(null));
    assertEquals(WHITE, corner(AspectRatio.SQUARE));
  }

  @Test
  void processorOfTheFolderCounts() throws IOException {
    Files.copy(CASE, folder.resolve("config.json"));
    processor(folder, "{\"size\": 28, \"crop_size\": 28, \"image_mean\": [0, 0.5, 1]}");
    assertEquals(WHITE, corner(null));
    assertEquals(0x007FFF, corner(AspectRatio.PAD));
  }

  @Test
  void processorOfOtherSizesThanTheTowersIsRefused() throws IOException {
    Files.copy(CASE, folder.resolve("config.json"));
    processor(folder, "{\"size\": 28, \"crop_size\": 30}");
    refused("makes pictures of 30 x 30 pixels and the tower reads 28 x 28");
    processor(folder, "{\"size\": 28, \"do_center_crop\": false}");
    refused("makes pictures of 56 x 28 pixels");
    processor(folder, "{\"do_resize\": false, \"do_center_crop\": false}");
    refused("all sizes in");
  }

  @Test
  void officialFolderPadsWhereItsConfigurationSaysSo() throws IOException {
    Path tower = Files.createDirectory(folder.resolve("clip-tiny"));
    Files.writeString(tower.resolve("config.json"), "{\"model_type\": \"clip\"}");
    official("");
    assertEquals(WHITE, corner(null));
    assertEquals(MEAN, corner(AspectRatio.PAD));
    official(", \"image_aspect_ratio\": \"pad\"");
    assertEquals(MEAN, corner(null));
    assertEquals(WHITE, corner(AspectRatio.SQUARE));
    processor(tower, "{\"size\": 28, \"crop_size\": 28, \"image_mean\": [0, 0.5, 1]}");
    assertEquals(0x007FFF, corner(null));
    official(", \"image_aspect_ratio\": \"anyres\"");
    refused("image_aspect_ratio \"anyres\" is unknown; known are square and pad");
  }

  @Test
  void nameIsTheSameInJson() throws IOException {
    ObjectMapper json = new ObjectMapper();
    for (AspectRatio ratio : AspectRatio.values()) {
      assertEquals("\"" + ratio + "\"", json.writeValueAsString(ratio));
      assertEquals(ratio, json.readValue("\"" + ratio + "\"", AspectRatio.class));
    }
  }

  private void official(String more) throws IOException {
    Files.writeString(
        folder.resolve("config.json"), "{\"mm_vision_tower\": \"a/clip-tiny\"%s}".formatted(more));
  }

  private static void processor(Path folder, String json) throws IOException {
    Files.writeString(folder.resolve("preprocessor_config.json"), json);
  }

  private int corner(AspectRatio aspect) throws IOException {
    PictureProcessor pictures = LlavaPictures.of(folder, config, aspect);
    BufferedImage white = new BufferedImage(56, 28, BufferedImage.TYPE_INT_RGB);
    white.createGraphics().fillRect(0, 0, 56, 28);
    assertEquals(3 * 28 * 28, pictures.apply(white).length);
    return pictures.frame(white).getRGB(0, 0) & 0xFFFFFF;
  }

  private void refused(String because) {
    String message = assertThrows(IOException.class, () -> corner(null)).getMessage();
    assertTrue(message.contains(because), message);
  }
}
