package borboleta.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Settings of a fine-tuning run, under the names that transformers gives them.
 *
 * @param seed of the order of the records
 * @param learningRate peak of the schedule
 * @param epochs passes over the records; a part of one is allowed
 * @param batch records a step
 * @param warmupRatio share of the steps that warm up
 * @param maxGradNorm largest global norm of the gradients, 0 for no clipping
 * @param saveSteps steps between checkpoints
 * @param evalSteps steps between looks at the model
 */
public record Recipe(
    @JsonProperty("seed") long seed,
    @JsonProperty("learning_rate") double learningRate,
    @JsonProperty("num_train_epochs") double epochs,
    @JsonProperty("per_device_train_batch_size") int batch,
    @JsonProperty("warmup_ratio") double warmupRatio,
    @JsonProperty("weight_decay") double weightDecay,
    @JsonProperty("max_grad_norm") double maxGradNorm,
    @JsonProperty("save_steps") int saveSteps,
    @JsonProperty("eval_steps") int evalSteps) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Recipe {
    check(learningRate > 0 && learningRate < 1, "learning_rate", learningRate, "above 0, below 1");
    check(epochs > 0, "num_train_epochs", epochs, "above 0");
    check(batch > 0, "per_device_train_batch_size", batch, "1 or more");
    check(warmupRatio >= 0 && warmupRatio < 1, "warmup_ratio", warmupRatio, "0 to below 1");
    check(weightDecay >= 0, "weight_decay", weightDecay, "0 or more");
    check(maxGradNorm >= 0, "max_grad_norm", maxGradNorm, "0 or more");
    check(saveSteps > 0, "save_steps", saveSteps, "1 or more");
    check(evalSteps > 0, "eval_steps", evalSteps, "1 or more");
  }

  /** The tiny tier's: full fine-tuning of the language model and the projector. */
  public static Recipe tiny() {
    return new Recipe(1, 1e-3, 1, 32, 0.03, 0, 1.0, 100, 100);
  }

  public Recipe withSeed(long other) {
    return new Recipe(
        other,
        learningRate,
        epochs,
        batch,
        warmupRatio,
        weightDecay,
        maxGradNorm,
        saveSteps,
        evalSteps);
  }

  public Recipe withEpochs(double other) {
    return new Recipe(
        seed,
        learningRate,
        other,
        batch,
        warmupRatio,
        weightDecay,
        maxGradNorm,
        saveSteps,
        evalSteps);
  }

  public Recipe withLearningRate(double other) {
    return new Recipe(
        seed, other, epochs, batch, warmupRatio, weightDecay, maxGradNorm, saveSteps, evalSteps);
  }

  /** Steps over a number of records. */
  public int steps(int records) {
    return (int) Math.max(1, Math.ceil(epochs * records / batch));
  }

  /** The loop's settings over a number of records. */
  TrainLoop.Settings settings(int records) {
    int steps = steps(records);
    int warmup = (int) Math.ceil(warmupRatio * steps);
    return new TrainLoop.Settings(
        new Schedule(learningRate, steps, warmup, 0),
        0.9,
        0.999,
        1e-8,
        weightDecay,
        maxGradNorm,
        saveSteps);
  }

  /**
   * Reads recipe.json.
   *
   * @throws IOException if it is missing, is no JSON or has an unknown key
   */
  public static Recipe read(Path file) throws IOException {
    try {
      return JSON.readValue(file.toFile(), Recipe.class);
    } catch (com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException e) {
      throw new IOException(
          file
              + " has the unknown key "
              + e.getPropertyName()
              + "; known are "
              + e.getKnownPropertyIds(),
          e);
    }
  }

  /** The recipe as JSON, as it lies in a run's folder. */
  public String toJson() throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
  }

  private static void check(boolean right, String name, double value, String range) {
    if (!right) {
      throw new IllegalArgumentException(
          "the recipe's %s is %s; it has to be %s".formatted(name, value, range));
    }
  }
}
