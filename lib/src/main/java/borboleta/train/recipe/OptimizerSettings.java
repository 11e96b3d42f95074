package borboleta.train.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * AdamW and the course of its learning rate.
 *
 * @param learningRate peak of the schedule
 * @param projectorLearningRate peak for the projector, or null for the same
 * @param weightDecay of all weights but biases and norms
 * @param maxGradNorm largest global norm of the gradients, 0 for no clipping
 * @param scheduler {@code cosine}, {@code linear}, {@code constant_with_warmup} or {@code constant}
 * @param warmupRatio share of the steps that warm up
 */
public record OptimizerSettings(
    @JsonProperty("learning_rate") double learningRate,
    @JsonProperty("mm_projector_lr") Double projectorLearningRate,
    @JsonProperty("weight_decay") double weightDecay,
    @JsonProperty("adam_beta1") double beta1,
    @JsonProperty("adam_beta2") double beta2,
    @JsonProperty("adam_epsilon") double epsilon,
    @JsonProperty("max_grad_norm") double maxGradNorm,
    @JsonProperty("lr_scheduler_type") String scheduler,
    @JsonProperty("warmup_ratio") double warmupRatio) {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public OptimizerSettings {
    rate("learning_rate", learningRate);
    if (projectorLearningRate != null) {
      rate("mm_projector_lr", projectorLearningRate);
    }
    Check.that(weightDecay >= 0 && weightDecay < 1, "weight_decay", weightDecay, "0 to below 1");
    Check.that(beta1 >= 0 && beta1 < 1, "adam_beta1", beta1, "0 to below 1");
    Check.that(beta2 >= 0 && beta2 < 1, "adam_beta2", beta2, "0 to below 1");
    Check.that(epsilon > 0 && epsilon < 1, "adam_epsilon", epsilon, "above 0, below 1");
    Check.that(maxGradNorm >= 0, "max_grad_norm", maxGradNorm, "0 for no clipping, or more");
    Check.oneOf(
        List.of("cosine", "linear", "constant_with_warmup", "constant"),
        "lr_scheduler_type",
        scheduler);
    Check.that(warmupRatio >= 0 && warmupRatio < 1, "warmup_ratio", warmupRatio, "0 to below 1");
  }

  private static void rate(String name, double value) {
    Check.that(value > 0 && value < 1, name, value, "above 0, below 1");
  }

  /** Peak of the projector's schedule. */
  public double projectorRate() {
    return projectorLearningRate == null ? learningRate : projectorLearningRate;
  }
}
