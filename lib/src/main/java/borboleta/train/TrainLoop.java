package borboleta.train;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.AdamW;
import borboleta.tensor.NativeMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The loop that every training shares: one scope a batch, fused optimizer calls, metrics,
 * checkpoints. A run that was cut off goes on from its newest whole checkpoint.
 */
public final class TrainLoop {
  private final Settings settings;
  private final Path run;

  /**
   * Everything that is not the model or the data.
   *
   * @param schedule shares of the groups' learning rates
   * @param clip largest global norm of the gradients, 0 for no clipping
   * @param checkpointEvery steps between checkpoints
   * @param kept newest checkpoints that are kept, beside the best one
   */
  public record Settings(
      int steps,
      Schedule schedule,
      double beta1,
      double beta2,
      double eps,
      double clip,
      int checkpointEvery,
      int kept) {}

  /** Judges the model in training by a loss on records that it does not learn. */
  public interface Judge {
    /** Steps between judgements. */
    int every();

    double loss() throws IOException;
  }

  /**
   * Makes a loop.
   *
   * @param run folder of the run, for metrics.csv and checkpoints
   */
  public TrainLoop(Settings settings, Path run) {
    this.settings = settings;
    this.run = run;
  }

  /** Trains a single group of parameters by steps of one batch each, without a judge. */
  public void run(ParameterGroup group, StepSource.Objective objective, TrainListener listener)
      throws IOException {
    run(List.of(group), List.of(), StepSource.of(objective), null, listener);
  }

  /**
   * Trains the parameters to the end of the schedule.
   *
   * @param copies the same parameters of other replicas, in the groups' order
   * @param judge tells which checkpoint is the best; null leaves that to the training loss
   * @throws IOException if a file cannot be written or read
   * @throws IllegalStateException if the loss or a gradient is no number, naming the step and the
   *     file that holds its records' ids
   */
  public void run(
      List<ParameterGroup> groups,
      List<List<NDArray>> copies,
      StepSource source,
      Judge judge,
      TrainListener listener)
      throws IOException {
    Files.createDirectories(run);
    Map<String, NDArray> parameters = ParameterGroup.all(groups);
    List<List<NDArray>> replicas = new ArrayList<>();
    replicas.add(List.copyOf(parameters.values()));
    replicas.addAll(copies);
    CheckpointFolder checkpoints = new CheckpointFolder(run, settings.kept());
    int done = checkpoints.newestWhole(listener::onNotice);
    RunRecord record = new RunRecord(run, done);
    if (done >= settings.steps()) {
      checkpoints.restore(done, parameters, null);
      return;
    }
    try (AdamW optimizer = newOptimizer(groups);
        StepGradients gradients = new StepGradients(replicas)) {
      if (done > 0) {
        checkpoints.restore(done, parameters, optimizer);
        gradients.share();
      }
      for (int step = done; step < settings.steps(); step++) {
        long began = System.nanoTime();
        double share = settings.schedule().at(step);
        List<StepSource.Part> parts = source.parts(step);
        StepGradients.Result result = gradients.gather(parts);
        if (!Float.isFinite(result.loss())) {
          throw record.stop(step + 1, "loss", result.loss(), parts);
        }
        float norm =
            optimizer.step(
                groups.stream().mapToDouble(group -> group.learningRate() * share).toArray());
        if (!Float.isFinite(norm)) {
          throw record.stop(step + 1, "norm of the gradients", norm, parts);
        }
        gradients.share();
        StepMetrics row =
            new StepMetrics(
                step + 1,
                result.loss(),
                (float) (groups.get(0).learningRate() * share),
                norm,
                result.tokens() * 1e9 / (System.nanoTime() - began),
                NativeMemory.residentMegabytes(),
                record.seconds(),
                result.answers());
        record.append(row);
        boolean last = step + 1 == settings.steps();
        if (judge != null && (last || (step + 1) % judge.every() == 0)) {
          record.judge(step + 1, judge.loss());
        }
        if (last || (step + 1) % settings.checkpointEvery() == 0) {
          double score = record.score(step + 1, settings.checkpointEvery());
          checkpoints.save(step + 1, score, parameters, optimizer);
        }
        listener.onStep(row);
      }
    }
  }

  private AdamW newOptimizer(List<ParameterGroup> groups) {
    return new AdamW(
        groups.stream().map(g -> new AdamW.Group(g.parameters(), g.weightDecay())).toList(),
        settings.beta1(),
        settings.beta2(),
        settings.eps(),
        settings.clip());
  }
}
