package borboleta.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.data.WholeFolder;
import borboleta.tensor.AdamW;
import borboleta.tensor.Ops;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * {@code checkpoints/step-N/} of a run: the trained weights, the optimizer's state and a manifest.
 * A folder has that name only while it is whole. The order of the records, dropout and the learning
 * rate follow from the recipe's seed and the step, so that no generator's state has to be kept.
 */
final class CheckpointFolder {
  private static final String WEIGHTS = "weights.safetensors";
  private static final String OPTIMIZER = "optimizer.safetensors";

  private final Path folder;
  private final int kept;

  /**
   * Opens a run's checkpoints.
   *
   * @param kept newest ones that are kept, beside the best one
   */
  CheckpointFolder(Path run, int kept) {
    this.folder = run.resolve("checkpoints");
    this.kept = kept;
  }

  /**
   * Saves a step, then removes the checkpoints that are neither new nor the best.
   *
   * @param score the lower the better
   * @throws IOException if it cannot be written, for example on a full disk; nothing of it is left
   */
  void save(int step, double score, Map<String, NDArray> weights, AdamW optimizer)
      throws IOException {
    Path target = folder.resolve("step-" + step);
    WholeFolder.replace(
        target,
        beside -> {
          SafeTensorsWriter.write(beside.resolve(WEIGHTS), weights, false);
          SafeTensorsWriter.write(beside.resolve(OPTIMIZER), optimizer.state(), false);
          Manifest.write(beside, step, score, List.of(WEIGHTS, OPTIMIZER));
        });
    List<Integer> steps = steps();
    Set<Integer> keep =
        new HashSet<>(steps.subList(Math.max(0, steps.size() - kept), steps.size()));
    keep.add(best(steps));
    for (int old : steps) {
      if (!keep.contains(old)) {
        WholeFolder.remove(folder.resolve("step-" + old));
      }
    }
  }

  /** The step with the lowest score, the later one of equals. */
  private int best(List<Integer> steps) {
    double lowest = Double.POSITIVE_INFINITY;
    int best = steps.get(steps.size() - 1);
    for (int step : steps) {
      double score = Manifest.score(folder.resolve("step-" + step));
      if (score <= lowest) {
        lowest = score;
        best = step;
      }
    }
    return best;
  }

  /**
   * Step of the newest checkpoint that is whole, or 0.
   *
   * @param notice hears of each damaged one, which is passed over
   */
  int newestWhole(Consumer<String> notice) throws IOException {
    WholeFolder.tidy(folder);
    List<Integer> steps = steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Path checkpoint = folder.resolve("step-" + steps.get(i));
      try {
        Manifest.check(checkpoint, steps.get(i));
        return steps.get(i);
      } catch (IOException e) {
        notice.accept("%s is damaged and is passed over: %s".formatted(checkpoint, e.getMessage()));
      }
    }
    return 0;
  }

  /** Reads the weights, and the optimizer's state where one is given, into the arrays in use. */
  void restore(int step, Map<String, NDArray> weights, AdamW optimizer) throws IOException {
    Path from = folder.resolve("step-" + step);
    try (NDManager manager = Torch.newManager()) {
      Map<String, NDArray> saved = read(from.resolve(WEIGHTS), manager);
      for (Map.Entry<String, NDArray> weight : weights.entrySet()) {
        NDArray array = saved.get(weight.getKey());
        if (array == null || !array.getShape().equals(weight.getValue().getShape())) {
          throw new IOException(
              from + " was made by another model: " + weight.getKey() + " is missing or differs");
        }
        Ops.copyAll(List.of(weight.getValue()), List.of(array));
      }
      if (optimizer != null) {
        optimizer.restore(read(from.resolve(OPTIMIZER), manager));
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
    return names()
        .filter(n -> n.matches("step-\\d{1,9}"))
        .map(n -> Integer.parseInt(n.substring(5)))
        .sorted()
        .toList();
  }

  private Stream<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(p -> p.getFileName().toString()).toList().stream();
    }
  }
}
