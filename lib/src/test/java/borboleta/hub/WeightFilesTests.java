package borboleta.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFilesTests {
  private static final String ONE = "model-00001-of-00002.safetensors";
  private static final String TWO = "model-00002-of-00002.safetensors";

  @TempDir Path folder;

  @BeforeEach
  void twoShards() throws IOException {
    try (NDManager manager = Torch.newManager()) {
      SafeTensorsWriter.write(
          folder.resolve(ONE), Map.of("a", manager.create(new float[] {1, 2})), false);
      SafeTensorsWriter.write(
          folder.resolve(TWO), Map.of("b", manager.create(new float[] {3})), true);
    }
    index("\"a\":\"" + ONE + "\",\"b\":\"" + TWO + "\"");
  }

  private void index(String map) throws IOException {
    Files.writeString(
        folder.resolve(WeightFiles.INDEX),
        "{\"metadata\":{\"total_size\":10},\"weight_map\":{" + map + "}}");
  }

  private void refused(String... because) {
    IOException e = assertThrows(IOException.class, () -> WeightFiles.open(folder).close());
    for (String part : because) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void shardsAreReadAsOne() throws IOException {
    try (WeightFiles files = WeightFiles.open(folder);
        NDManager manager = Torch.newManager()) {
      assertEquals(Set.of("a", "b"), files.names());
      assertArrayEquals(new float[] {1, 2}, files.read("a", manager).toFloatArray());
      assertArrayEquals(new float[] {3}, files.read("b", manager).toFloatArray());
    }
  }

  @Test
  void missingShardIsNamed() throws IOException {
    Files.delete(folder.resolve(TWO));
    refused("lacks " + TWO);
  }

  @Test
  void shardThatIsCutShortIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve(ONE));
    Files.write(folder.resolve(ONE), java.util.Arrays.copyOf(whole, whole.length - 1));
    refused(ONE, "does not fit");
  }

  @Test
  void indexAndShardsMustAgree() throws IOException {
    index("\"a\":\"" + ONE + "\",\"b\":\"" + ONE + "\"");
    refused(ONE, "has no tensor b");
    index("\"a\":\"" + ONE + "\"");
    Files.copy(folder.resolve(ONE), folder.resolve("third.safetensors"));
    index("\"a\":\"" + ONE + "\",\"b\":\"" + TWO + "\",\"c\":\"third.safetensors\"");
    refused("both hold a");
  }

  @Test
  void indexThatLeavesItsFolderIsRefused() throws IOException {
    index("\"a\":\"../x.safetensors\"");
    refused("no safetensors file of its own folder");
    Files.writeString(folder.resolve(WeightFiles.INDEX), "{");
    refused(WeightFiles.INDEX, "is not JSON");
  }

  @Test
  void pickleIsRefusedWithTheWayToConvertIt(@TempDir Path other) throws IOException {
    Files.writeString(other.resolve("pytorch_model-00001-of-00002.bin"), "PK");
    IOException e = assertThrows(IOException.class, () -> WeightFiles.open(other).close());
    assertTrue(e.getMessage().contains("00001-of-00002.bin is a pickle"), e.getMessage());
    assertTrue(e.getMessage().contains("save_file"), e.getMessage());
  }
}
