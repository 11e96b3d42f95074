package borboleta.train.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How much is computed, and how.
 *
 * @param epochs passes over the records; a part of one is allowed
 * @param batch records that a device reads at once
 * @param accumulation batches whose gradients make one step
 * @param checkpointing whether a layer's insides are computed again on the way back, which saves
 *     the memory that they would lie in
 * @param bf16 whether weights that stay as they are, and the layers' products, are bf16; loss,
 *     optimizer and the weights that it changes are fp32
 * @param tf32 whether a GPU's fp32 products may drop bits; of no effect on a CPU
 * @param seed of the order of the records, of an adapter's first values and of dropout
 */
public record WorkSettings(
    @JsonProperty("num_train_epochs") double epochs,
    @JsonProperty("per_device_train_batch_size") int batch,
    @JsonProperty("gradient_accumulation_steps") int accumulation,
    @JsonProperty("gradient_checkpointing") boolean checkpointing,
    @JsonProperty("bf16") boolean bf16,
    @JsonProperty("tf32") boolean tf32,
    @JsonProperty("seed") long seed) {
  private static final int MOST = 1_000_000;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public WorkSettings {
    Check.that(epochs > 0 && epochs <= MOST, "num_train_epochs", epochs, "above 0");
    Check.that(
        batch > 0 && batch <= MOST, "per_device_train_batch_size", batch, "1 to 1000000 records");
    Check.that(
        accumulation > 0 && accumulation <= MOST,
        "gradient_accumulation_steps",
        accumulation,
        "1 to 1000000");
  }
}
