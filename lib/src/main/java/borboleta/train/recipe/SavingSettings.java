package borboleta.train.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * When a run saves itself and is looked at.
 *
 * @param saveSteps steps between checkpoints
 * @param kept newest checkpoints that are kept; the best one is kept beside them
 * @param evalSteps steps between looks at the model
 */
public record SavingSettings(
    @JsonProperty("save_steps") int saveSteps,
    @JsonProperty("save_total_limit") int kept,
    @JsonProperty("eval_steps") int evalSteps) {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public SavingSettings {
    Check.that(saveSteps > 0, "save_steps", saveSteps, "1 or more");
    Check.that(kept > 0, "save_total_limit", kept, "1 or more");
    Check.that(evalSteps > 0, "eval_steps", evalSteps, "1 or more");
  }
}
