package borboleta.course;

import borboleta.data.WholeFile;
import borboleta.eval.Accuracy;
import borboleta.eval.Exam;
import borboleta.generate.Answerer;
import borboleta.model.Llava;
import borboleta.text.Tokenizer;
import borboleta.train.FineTune;
import borboleta.train.StepMetrics;
import borboleta.train.watch.FixedQuestions;
import borboleta.train.watch.RunWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches a fine-tuning run: charts that replace themselves (the loss, at each look the share of
 * validation questions answered rightly, and under them learning rate, gradient norm, tokens a
 * second and memory), the answers to fixed questions, and the run's page. The looks are kept in the
 * run's validation.csv, the answers in its samples/, the page in its index.html.
 */
public final class TrainingView implements FineTune.Watcher, AutoCloseable {
  private final TrainingRun run;
  private final Exam exam;
  private final LiveChart chart;
  private final RunWatch page;
  private final List<StepMetrics> seen = new ArrayList<>();
  private int steps;

  /**
   * Prepares the view; the chart appears with the first step.
   *
   * @param exam put to the model at each look; a hundred questions or so keep it short
   * @param questions asked at each look, to read how the answers change
   */
  public TrainingView(String title, Path run, Exam exam, FixedQuestions questions) {
    this.run = new TrainingRun(run);
    this.exam = exam;
    this.chart = new LiveChart(title, "step", "loss");
    this.page = new RunWatch(run, (metrics, all) -> {}, questions, InstantSource.system());
    chart.below(() -> RunPanels.of(seen, LiveChart.WIDTH));
  }

  @Override
  public void onStep(StepMetrics metrics, int all) {
    if (seen.isEmpty() && metrics.step() > 1) {
      run.plot(chart, metrics.step()); // A resumed run shows what it did before.
      seen.addAll(run.steps().subList(0, metrics.step() - 1));
    }
    seen.add(metrics);
    steps = all;
    double left = (all - metrics.step()) * StepMetrics.secondsPerStep(seen);
    chart.state(
        "step %,d of %,d%s"
            .formatted(
                metrics.step(),
                all,
                left > 0 ? ", about %s left".formatted(LiveProgress.time(left)) : ""));
    chart.noisy("loss", metrics.step(), metrics.loss());
    page.onStep(metrics, all);
  }

  @Override
  public void onInterval(int step, Llava model, Tokenizer tokenizer) throws IOException {
    page.onInterval(step, model, tokenizer);
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

  @Override
  public void onNotice(String sentence) {
    page.onNotice(sentence);
  }

  /** Draws the last state, and enters in the page whether the run came to its end. */
  @Override
  public void close() {
    chart.close();
    int step = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).step();
    if (step > 0 && step == steps) {
      page.done(run.written());
    } else {
      page.interrupted("The cell ended at step %,d; run it again to go on.".formatted(step));
    }
  }
}
