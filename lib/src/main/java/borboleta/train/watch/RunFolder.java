package borboleta.train.watch;

import borboleta.train.MetricsFile;
import borboleta.train.StepMetrics;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run as its files tell it at one moment.
 *
 * @param recipe settings by their names
 * @param eval loss on records that are not learnt: step and loss
 * @param looks share of validation questions answered rightly: step and share
 * @param skipped records that were left out, with the reason
 * @param failures what the steps read that gave no number
 * @param changed when it wrote last
 */
record RunFolder(
    Path folder,
    JsonNode recipe,
    RunStatus status,
    List<StepMetrics> metrics,
    List<double[]> eval,
    List<double[]> looks,
    List<SampleSet> samples,
    List<Saved> checkpoints,
    List<String> skipped,
    List<JsonNode> failures,
    Instant changed) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A checkpoint that is kept.
   *
   * @param score the lower the better
   */
  record Saved(int step, double score, long bytes) {}

  /**
   * Reads a run's folder.
   *
   * @throws IOException if it is none
   */
  static RunFolder read(Path run) throws IOException {
    Path recipe = run.resolve("recipe.json");
    if (!Files.isRegularFile(recipe)) {
      throw new IOException(
          "%s holds no run: there is no recipe.json; give the folder of finetune --run"
              .formatted(run));
    }
    Path metrics = run.resolve("metrics.csv");
    Path newest = Files.exists(metrics) ? metrics : recipe;
    return new RunFolder(
        run,
        JSON.readTree(recipe.toFile()),
        RunStatus.read(run),
        MetricsFile.read(metrics),
        numbers(run.resolve("eval.csv")),
        numbers(run.resolve("validation.csv")).stream()
            .filter(row -> row.length > 2 && row[2] > 0)
            .map(row -> new double[] {row[0], row[1] / row[2]})
            .toList(),
        SampleSet.read(run),
        checkpoints(run.resolve("checkpoints")),
        lines(run.resolve("skipped.tsv")),
        failures(run),
        Files.getLastModifiedTime(newest).toInstant());
  }

  /** The best checkpoint's step, the later one of equals, or -1. */
  int best() {
    double lowest = Double.POSITIVE_INFINITY;
    int best = -1;
    for (Saved saved : checkpoints) {
      if (saved.score() <= lowest) {
        lowest = saved.score();
        best = saved.step();
      }
    }
    return best;
  }

  /** The step done last, 0 before the first. */
  int step() {
    return metrics.isEmpty() ? 0 : metrics.get(metrics.size() - 1).step();
  }

  /** Seconds that the steps take on average now. */
  double secondsPerStep() {
    return StepMetrics.secondsPerStep(metrics);
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Rows of numbers; a header, or half a line that a killed process left, is none. */
  private static List<double[]> numbers(Path file) throws IOException {
    List<double[]> rows = new ArrayList<>();
    for (String line : lines(file)) {
      if (line.matches("[0-9.,]*[0-9]")) {
        String[] cells = line.split(",");
        double[] row = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
          row[i] = Double.parseDouble(cells[i]);
        }
        if (row.length > 1) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static List<Saved> checkpoints(Path folder) throws IOException {
    List<Saved> saved = new ArrayList<>();
    for (Path path : list(folder, "step-\\d{1,9}")) {
      try {
        JsonNode node = JSON.readTree(Files.readString(path.resolve("manifest.json")));
        long bytes = 0;
        for (JsonNode file : node.path("files")) {
          bytes += file.path("bytes").asLong();
        }
        saved.add(
            new Saved(
                node.path("step").asInt(),
                node.path("score").asDouble(Double.POSITIVE_INFINITY),
                bytes));
      } catch (NoSuchFileException e) {
        continue; // The run removes old ones while they are listed.
      }
    }
    saved.sort(Comparator.comparingInt(Saved::step));
    return saved;
  }

  private static List<JsonNode> failures(Path run) throws IOException {
    List<JsonNode> failures = new ArrayList<>();
    for (Path file : list(run, "failed-step-\\d+\\.json")) {
      failures.add(JSON.readTree(file.toFile()));
    }
    return failures;
  }

  private static List<Path> list(Path folder, String pattern) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> p.getFileName().toString().matches(pattern)).sorted().toList();
    }
  }
}
