package borboleta.train.watch;

import borboleta.data.WholeFile;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code samples/step-N.json}: what the model answered to the fixed questions after a step.
 *
 * @param step 0 before the first
 */
public record SampleSet(
    @JsonProperty("step") int step, @JsonProperty("samples") List<Sample> samples) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public SampleSet {
    samples = List.copyOf(samples);
  }

  /**
   * A question and its answer.
   *
   * @param id of its record
   * @param picture small copy in {@code samples/}, or null where the record has none
   * @param reference the record's own answer
   */
  public record Sample(
      @JsonProperty("id") String id,
      @JsonProperty("picture") String picture,
      @JsonProperty("question") String question,
      @JsonProperty("reference") String reference,
      @JsonProperty("answer") String answer) {}

  static Path folder(Path run) {
    return run.resolve("samples");
  }

  static Path file(Path run, int step) {
    return folder(run).resolve("step-" + step + ".json");
  }

  /** Reads all of a run, by step. */
  public static List<SampleSet> read(Path run) throws IOException {
    List<SampleSet> sets = new ArrayList<>();
    if (Files.isDirectory(folder(run))) {
      List<Path> files;
      try (Stream<Path> all = Files.list(folder(run))) {
        files = all.filter(f -> f.getFileName().toString().matches("step-\\d+\\.json")).toList();
      }
      for (Path file : files) {
        sets.add(JSON.readValue(file.toFile(), SampleSet.class));
      }
    }
    sets.sort(Comparator.comparingInt(SampleSet::step));
    return sets;
  }

  void write(Path run) throws IOException {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    WholeFile.write(file(run, step), out -> out.write(text + "\n"));
  }
}
