package borboleta.train.watch;

import borboleta.data.WholeFile;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code status.json} of a run: what its other files do not tell.
 *
 * @param state {@code running}, {@code done}, {@code failed} or {@code interrupted}
 * @param steps that the run will have, 0 before its first
 * @param sentence what ended it, or what it made
 * @param notices what it told its user
 */
record RunStatus(
    @JsonProperty("state") String state,
    @JsonProperty("steps") int steps,
    @JsonProperty("sentence") String sentence,
    @JsonProperty("notices") List<String> notices) {
  static final String RUNNING = "running";
  static final String DONE = "done";
  static final String FAILED = "failed";
  static final String INTERRUPTED = "interrupted";
  private static final String FILE = "status.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  RunStatus {
    state = state == null ? "" : state;
    sentence = sentence == null ? "" : sentence;
    notices = notices == null ? List.of() : List.copyOf(notices);
  }

  /** Reads a run's; a run of a program that writes none has an empty state. */
  static RunStatus read(Path run) throws IOException {
    Path file = run.resolve(FILE);
    return Files.exists(file)
        ? JSON.readValue(file.toFile(), RunStatus.class)
        : new RunStatus("", 0, "", List.of());
  }

  void write(Path run) throws IOException {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    WholeFile.write(run.resolve(FILE), out -> out.write(text + "\n"));
  }
}
