package borboleta.train.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Low-rank adaptation of the language model (arXiv 2106.09685).
 *
 * @param enabled whether an adapter learns in the place of the language model's weights
 * @param rank r
 * @param alpha changes are scaled by alpha / r
 * @param dropout share of an adapter's inputs that a step leaves out
 * @param bias {@code none}: biases never learn
 * @param targets last parts of the names of the layers that are adapted, or null for every linear
 *     layer of the language model but its head, as LLaVA's {@code find_all_linear_names} has it
 */
public record LoraSettings(
    @JsonProperty("lora_enable") boolean enabled,
    @JsonProperty("lora_r") int rank,
    @JsonProperty("lora_alpha") double alpha,
    @JsonProperty("lora_dropout") double dropout,
    @JsonProperty("lora_bias") String bias,
    @JsonProperty("lora_target_modules") List<String> targets) {
  private static final int MOST_RANK = 65_536;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public LoraSettings {
    targets = targets == null ? null : List.copyOf(targets);
    Check.that(rank >= 1 && rank <= MOST_RANK, "lora_r", rank, "1 to " + MOST_RANK);
    Check.that(alpha > 0 && alpha < 1e6, "lora_alpha", alpha, "above 0, below 1000000");
    Check.that(dropout >= 0 && dropout < 1, "lora_dropout", dropout, "0 to below 1");
    Check.oneOf(List.of("none"), "lora_bias", bias);
    Check.that(
        targets == null || !targets.isEmpty(),
        "lora_target_modules",
        targets,
        "null for all layers, or a list with at least one name");
  }
}
