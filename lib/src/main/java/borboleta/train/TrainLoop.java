package borboleta.train;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.AdamW;
import borboleta.tensor.NativeMemory;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The loop that every training shares: one scope a step, one fused optimizer call, metrics,
 * checkpoints. A run that was cut off goes on from its newest checkpoint.
 */
public final class TrainLoop {
  private final Settings settings;
  private final Path run;

  /** Everything that is not the model or the data; {@code clip} 0 means no clipping. */
  public record Settings(
      Schedule schedule,
      double beta1,
      double beta2,
      double eps,
      double weightDecay,
      double clip,
      int checkpointEvery) {}

  /** A step's loss and the number of positions that it read. */
  public record Loss(NDArray value, long tokens) {}

  /**
   * Builds the loss of a step, counted from 0, in the step's scope while gradients are recorded.
   */
  @FunctionalInterface
  public interface Objective {
    Loss loss(int step) throws IOException;
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

  /**
   * Trains the parameters to the end of the schedule.
   *
   * @param parameters by name; each takes part in every loss
   * @throws IOException if a file cannot be written or read
   * @throws IllegalStateException if the loss is no number, naming the step
   */
  public void run(Map<String, NDArray> parameters, Objective objective, TrainListener listener)
      throws IOException {
    Files.createDirectories(run);
    CheckpointFolder checkpoints = new CheckpointFolder(run);
    MetricsFile metrics = new MetricsFile(run.resolve("metrics.csv"));
    int done = checkpoints.newest();
    metrics.keepUpTo(done);
    if (done >= settings.schedule().steps()) {
      checkpoints.restore(done, parameters, null);
      return;
    }
    try (AdamW optimizer = newOptimizer(parameters)) {
      if (done > 0) {
        checkpoints.restore(done, parameters, optimizer);
      }
      List<StepMetrics> before = MetricsFile.read(run.resolve("metrics.csv"));
      double earlier = before.isEmpty() ? 0 : before.get(before.size() - 1).seconds();
      long began = System.nanoTime();
      for (int step = done; step < settings.schedule().steps(); step++) {
        long stepBegan = System.nanoTime();
        float learningRate = settings.schedule().at(step);
        float loss;
        long tokens;
        float norm;
        try (Scope scope = Scope.open()) {
          Loss result;
          try (Torch.Gradients recording = Torch.recordGradients()) {
            result = objective.loss(step);
            Ops.backward(result.value());
          }
          loss = result.value().getFloat();
          tokens = result.tokens();
          if (!Float.isFinite(loss)) {
            throw new IllegalStateException(
                "the loss of step " + (step + 1) + " is " + loss + "; lower the learning rate");
          }
          norm = optimizer.step(learningRate);
        }
        long now = System.nanoTime();
        StepMetrics row =
            new StepMetrics(
                step + 1,
                loss,
                learningRate,
                norm,
                tokens * 1e9 / (now - stepBegan),
                NativeMemory.residentMegabytes(),
                earlier + (now - began) / 1e9);
        metrics.append(row);
        boolean last = step + 1 == settings.schedule().steps();
        if (last || (step + 1) % settings.checkpointEvery() == 0) {
          checkpoints.save(step + 1, parameters, optimizer);
        }
        listener.onStep(row);
      }
    }
  }

  private AdamW newOptimizer(Map<String, NDArray> parameters) {
    return new AdamW(
        parameters,
        (float) settings.beta1(),
        (float) settings.beta2(),
        (float) settings.eps(),
        (float) settings.weightDecay(),
        (float) settings.clip());
  }
}
