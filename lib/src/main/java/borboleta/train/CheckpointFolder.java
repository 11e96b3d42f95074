package borboleta.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.tensor.AdamW;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code checkpoints/step-N/} of a run: the trained weights and the optimizer's state. A folder
 * gets its name only when it is whole. Batches follow from the seed and the step, so no generator's
 * state has to be kept.
 */
final class CheckpointFolder {
  private static final int KEPT = 2;

  private final Path folder;

  CheckpointFolder(Path run) {
    this.folder = run.resolve("checkpoints");
  }

  void save(int step, Map<String, NDArray> weights, AdamW optimizer) throws IOException {
    Path beside = folder.resolve("step-" + step + ".partial");
    delete(beside);
    Files.createDirectories(beside);
    SafeTensorsWriter.write(beside.resolve("weights.safetensors"), weights, false);
    SafeTensorsWriter.write(beside.resolve("optimizer.safetensors"), optimizer.state(), false);
    Path target = folder.resolve("step-" + step);
    delete(target);
    Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    List<Integer> steps = steps();
    for (int old : steps.subList(0, Math.max(0, steps.size() - KEPT))) {
      delete(folder.resolve("step-" + old));
    }
  }

  /** Step of the newest checkpoint, or 0. */
  int newest() throws IOException {
    List<Integer> steps = steps();
    return steps.isEmpty() ? 0 : steps.get(steps.size() - 1);
  }

  /** Reads the weights, and the optimizer's state where one is given, into the arrays in use. */
  void restore(int step, Map<String, NDArray> weights, AdamW optimizer) throws IOException {
    Path from = folder.resolve("step-" + step);
    try (NDManager manager = Torch.newManager()) {
      Map<String, NDArray> saved = read(from.resolve("weights.safetensors"), manager);
      for (Map.Entry<String, NDArray> weight : weights.entrySet()) {
        NDArray array = saved.get(weight.getKey());
        if (array == null || !array.getShape().equals(weight.getValue().getShape())) {
          throw new IOException(
              from + " was made by another model: " + weight.getKey() + " is missing or differs");
        }
        array.copyTo(weight.getValue());
      }
      if (optimizer != null) {
        optimizer.restore(read(from.resolve("optimizer.safetensors"), manager));
      }
    }
  }

  private static Map<String, NDArray> read(Path file, NDManager manager) throws IOException {
    Map<String, NDArray> arrays = new HashMap<>();
    try (SafeTensors tensors = SafeTensors.open(file)) {
      for (String name : tensors.names()) {
        arrays.put(name, tensors.read(name, manager));
      }
    }
    return arrays;
  }

  private List<Integer> steps() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(p -> p.getFileName().toString())
          .filter(n -> n.matches("step-\\d+"))
          .map(n -> Integer.parseInt(n.substring(5)))
          .sorted()
          .toList();
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    }
  }
}
