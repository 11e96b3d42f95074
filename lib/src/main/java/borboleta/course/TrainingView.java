package borboleta.course;

import borboleta.data.WholeFile;
import borboleta.eval.Accuracy;
import borboleta.eval.Exam;
import borboleta.generate.Answerer;
import borboleta.model.Llava;
import borboleta.text.Tokenizer;
import borboleta.train.FineTune;
import borboleta.train.StepMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches a fine-tuning run: a chart of the loss that replaces itself, and at each look the share
 * of validation questions that the model answers rightly, kept in the run's validation.csv.
 */
public final class TrainingView implements FineTune.Watcher, AutoCloseable {
  private final TrainingRun run;
  private final Exam exam;
  private final LiveChart chart;
  private boolean started;

  /**
   * Prepares the view; the chart appears with the first step.
   *
   * @param exam put to the model at each look; a hundred questions or so keep it short
   */
  public TrainingView(String title, Path run, Exam exam) {
    this.run = new TrainingRun(run);
    this.exam = exam;
    this.chart = new LiveChart(title, "step", "loss");
  }

  @Override
  public void onStep(StepMetrics metrics, int steps) {
    if (!started && metrics.step() > 1) {
      run.plot(chart, metrics.step()); // A resumed run shows what it did before.
    }
    started = true;
    chart.noisy("loss", metrics.step(), metrics.loss());
  }

  @Override
  public void onInterval(int step, Llava model, Tokenizer tokenizer) throws IOException {
    if (step == 0 && Files.exists(run.looksFile())) {
      return; // A resumed run: what the base answers was measured when it began.
    }
    try (Answerer answerer = Answerer.of(model, tokenizer)) {
      Accuracy accuracy = exam.take(answerer);
      keep(step, accuracy);
      chart.share("answers right", step, accuracy.share());
    }
  }

  /** Keeps the look; looks at later steps are of a session that was cut off after them. */
  private void keep(int step, Accuracy accuracy) throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add(TrainingRun.LOOKS_HEADER);
    if (Files.exists(run.looksFile())) {
      Files.readAllLines(run.looksFile()).stream()
          .skip(1)
          .filter(row -> Integer.parseInt(row.substring(0, row.indexOf(','))) < step)
          .forEach(rows::add);
    }
    rows.add("%d,%d,%d".formatted(step, accuracy.total().right(), accuracy.total().asked()));
    WholeFile.write(run.looksFile(), out -> out.write(String.join("\n", rows) + "\n"));
  }

  /** Draws the last state. */
  @Override
  public void close() {
    chart.close();
  }
}
