package borboleta.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.AdamW;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTests {
  @TempDir private Path run;

  private final NDManager manager = Torch.newManager();
  private final Map<String, NDArray> weights = Map.of("w", manager.ones(new Shape(3)));
  private final AdamW optimizer = new AdamW(weights, 0.9, 0.999, 1e-8, 0, 0);

  @AfterEach
  void close() {
    optimizer.close();
    manager.close();
  }

  private void save(int step, double score) throws IOException {
    weights.get("w").set(new float[] {step, step, step});
    new CheckpointFolder(run, 2).save(step, score, weights, optimizer);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(run.resolve("checkpoints"))) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theNewestAndTheBestAreKept() throws IOException {
    double[] scores = {3, 1, 2, 2.5, 4};
    for (int i = 0; i < scores.length; i++) {
      save(i + 1, scores[i]);
    }
    assertEquals(List.of("step-2", "step-4", "step-5"), names());
    save(6, 0.5);
    assertEquals(List.of("step-5", "step-6"), names());
  }

  @Test
  void damagedOnesAreNamedAndPassedOver() throws IOException {
    save(1, 1);
    save(2, 1);
    Path file = run.resolve("checkpoints/step-2/weights.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    Files.createDirectories(run.resolve("checkpoints/step-7"));
    Files.createDirectories(run.resolve("checkpoints/step-9.partial"));
    List<String> notices = new ArrayList<>();
    CheckpointFolder checkpoints = new CheckpointFolder(run, 2);
    assertEquals(1, checkpoints.newestWhole(notices::add));
    assertEquals(2, notices.size());
    assertTrue(notices.get(0).contains("step-7") && notices.get(0).contains("manifest.json"));
    assertTrue(notices.get(1).contains("step-2") && notices.get(1).contains("checksum"));
    assertEquals(List.of("step-1", "step-2", "step-7"), names());
    checkpoints.restore(1, weights, optimizer);
    assertArrayEquals(new float[] {1, 1, 1}, weights.get("w").toFloatArray());
    save(2, 1);
    assertEquals(2, checkpoints.newestWhole(notices::add), "a damaged one is replaced");
  }
}
