package borboleta.train;

import borboleta.data.WholeFile;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run writes about itself: {@code metrics.csv} with a row a step, {@code eval.csv} with the
 * loss on records that are not learnt, and what a failed step read.
 */
final class RunRecord {
  private static final String EVAL_HEADER = "step,loss";

  private final Path run;
  private final MetricsFile metrics;
  private final Path eval;
  private final List<StepMetrics> rows;
  private final List<String> judged = new ArrayList<>();
  private final double earlier;
  private final long began = System.nanoTime();

  /** Opens a run's record and cuts it back to the steps that are done. */
  RunRecord(Path run, int done) throws IOException {
    this.run = run;
    metrics = new MetricsFile(run.resolve("metrics.csv"));
    metrics.keepUpTo(done);
    rows = MetricsFile.read(run.resolve("metrics.csv"));
    earlier = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).seconds();
    eval = run.resolve("eval.csv");
    if (Files.exists(eval)) {
      for (String line : Files.readAllLines(eval)) {
        if (line.matches("\\d+,[0-9.]+") && step(line) <= done) {
          judged.add(line);
        }
      }
      writeEval();
    }
  }

  private static int step(String line) {
    return Integer.parseInt(line.substring(0, line.indexOf(',')));
  }

  /** Seconds of the run, earlier sessions included. */
  double seconds() {
    return earlier + (System.nanoTime() - began) / 1e9;
  }

  void append(StepMetrics row) throws IOException {
    metrics.append(row);
    rows.add(row);
  }

  void judge(int step, double loss) throws IOException {
    judged.add(String.format(Locale.ROOT, "%d,%.6f", step, loss));
    if (judged.size() == 1) {
      writeEval();
    } else {
      Files.writeString(eval, judged.get(judged.size() - 1) + "\n", StandardOpenOption.APPEND);
    }
  }

  private void writeEval() throws IOException {
    WholeFile.write(
        eval,
        out -> {
          out.write(EVAL_HEADER + "\n");
          for (String line : judged) {
            out.write(line + "\n");
          }
        });
  }

  /**
   * How good the model is: the newest loss on records that are not learnt, or where there is none
   * the mean training loss since the checkpoint before.
   */
  double score(int step, int every) {
    if (!judged.isEmpty()) {
      String line = judged.get(judged.size() - 1);
      return Double.parseDouble(line.substring(line.indexOf(',') + 1));
    }
    return rows.stream()
        .filter(row -> row.step() > step - every)
        .mapToDouble(StepMetrics::loss)
        .average()
        .orElseThrow();
  }

  /** Saves which records a step read that gave no number, and says so. */
  IllegalStateException stop(int step, String what, float value, List<StepSource.Part> parts)
      throws IOException {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("step", step).put("what", what).put("value", String.valueOf(value));
    var batches = node.putArray("batches");
    for (StepSource.Part part : parts) {
      var batch = batches.addArray();
      part.ids().forEach(batch::add);
    }
    Path file = run.resolve("failed-step-" + step + ".json");
    WholeFile.write(file, out -> out.write(node.toPrettyString() + "\n"));
    return new IllegalStateException(
        "the %s of step %d is %s; lower the learning rate, or look at the records in %s"
            .formatted(what, step, value, file));
  }
}
