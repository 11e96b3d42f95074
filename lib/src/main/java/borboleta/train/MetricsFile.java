package borboleta.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** {@code metrics.csv} of a run: one row a step. */
public final class MetricsFile {
  private final Path file;

  public MetricsFile(Path file) {
    this.file = file;
  }

  /** Reads all rows; none when the file does not exist. */
  public static List<StepMetrics> read(Path file) throws IOException {
    List<StepMetrics> rows = new ArrayList<>();
    if (Files.exists(file)) {
      String text = Files.readString(file);
      // A process that was killed may have left half a line.
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
        if (!line.isBlank() && !line.startsWith("step")) {
          rows.add(StepMetrics.parse(line));
        }
      }
    }
    return rows;
  }

  /** Cuts the file back to the steps up to one, as a resumed run needs it. */
  void keepUpTo(int step) throws IOException {
    StringBuilder text = new StringBuilder(StepMetrics.HEADER).append('\n');
    for (StepMetrics row : read(file)) {
      if (row.step() <= step) {
        text.append(row.row()).append('\n');
      }
    }
    Path beside = file.resolveSibling(file.getFileName() + ".partial");
    Files.writeString(beside, text);
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  void append(StepMetrics metrics) throws IOException {
    Files.writeString(file, metrics.row() + "\n", StandardOpenOption.APPEND);
  }
}
