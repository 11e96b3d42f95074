package borboleta.train.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Which parts of a LLaVA learn. The vision tower stays as it is unless a setting says otherwise.
 *
 * @param projectorOnly whether everything but the projector stays as it is: LLaVA's first stage
 * @param projectorFrozen whether the projector stays as it is
 * @param languageFrozen whether the language model stays as it is
 * @param towerLearns whether the vision tower learns too
 */
public record TrainedParts(
    @JsonProperty("tune_mm_mlp_adapter") boolean projectorOnly,
    @JsonProperty("freeze_mm_mlp_adapter") boolean projectorFrozen,
    @JsonProperty("freeze_backbone") boolean languageFrozen,
    @JsonProperty("unfreeze_mm_vision_tower") boolean towerLearns) {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if nothing would learn
   */
  public TrainedParts {
    Check.that(
        !(projectorOnly && projectorFrozen),
        "freeze_mm_mlp_adapter",
        true,
        "false where tune_mm_mlp_adapter is true");
    Check.that(
        !(projectorOnly && towerLearns),
        "unfreeze_mm_vision_tower",
        true,
        "false where tune_mm_mlp_adapter is true");
    Check.that(
        !(projectorFrozen && languageFrozen && !towerLearns),
        "freeze_backbone",
        true,
        "false where freeze_mm_mlp_adapter is true, or nothing would learn");
  }

  /** Whether the language model learns, in full or by an adapter. */
  public boolean language() {
    return !projectorOnly && !languageFrozen;
  }

  /** Whether the projector learns. */
  public boolean projector() {
    return !projectorFrozen;
  }
}
