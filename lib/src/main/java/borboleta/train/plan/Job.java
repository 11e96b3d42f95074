package borboleta.train.plan;

import borboleta.train.recipe.FlatJson;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The settings of a run that decide its memory and its time, for each device.
 *
 * @param engine whose layers compute
 * @param batch rows that a device reads at once
 * @param length longest row in positions, a picture's among them
 * @param meanLength mean row for the time, or null for the longest
 * @param varying whether rows of batches differ in length, so that the allocator's blocks of one
 *     batch do not fit the next
 * @param accumulation batches of one step
 * @param checkpointing whether the language model's layers are computed again on the way back
 * @param towerCheckpointing the same for a tower that learns
 * @param languageLearns whether the language model learns in full
 * @param rank of LoRA on the language model, 0 for none
 * @param targets last names of the layers that LoRA adapts, or null for all
 * @param dropout of LoRA
 * @param wordsLearn whether table of words and head learn beside LoRA, as copies (PEFT's {@code
 *     modules_to_save})
 * @param quantized whether the language model's layers lie in four bits
 * @param fusedLoss whether norms, MLP and loss are fused kernels (Liger), so that logits never
 *     exist
 * @param devices that work together
 * @param zero stage of DeepSpeed's ZeRO (arXiv 1910.02054), 0 for whole replicas
 * @param towerPositions of a row in the tower, or null for one picture of the architecture
 * @param answers positions of a row that are scored against the vocabulary, or null for all, as
 *     transformers does
 */
public record Job(
    @JsonProperty("engine") Engine engine,
    @JsonProperty("per_device_train_batch_size") int batch,
    @JsonProperty("model_max_length") int length,
    @JsonProperty("mean_length") Double meanLength,
    @JsonProperty("lengths_vary") boolean varying,
    @JsonProperty("gradient_accumulation_steps") int accumulation,
    @JsonProperty("gradient_checkpointing") boolean checkpointing,
    @JsonProperty("vit_gradient_checkpointing") boolean towerCheckpointing,
    @JsonProperty("language_learns") boolean languageLearns,
    @JsonProperty("lora_r") int rank,
    @JsonProperty("lora_target_modules") List<String> targets,
    @JsonProperty("lora_dropout") double dropout,
    @JsonProperty("words_learn") boolean wordsLearn,
    @JsonProperty("projector_learns") boolean projectorLearns,
    @JsonProperty("tower_learns") boolean towerLearns,
    @JsonProperty("four_bits") boolean quantized,
    @JsonProperty("precision") Precision precision,
    @JsonProperty("fused_loss") boolean fusedLoss,
    @JsonProperty("devices") int devices,
    @JsonProperty("zero_stage") int zero,
    @JsonProperty("tower_positions") Integer towerPositions,
    @JsonProperty("answer_positions") Integer answers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One row of 2048 positions, everything frozen, checkpointing on, one device. */
  public static final Job PLAIN =
      new Job(
          Engine.PYTORCH,
          1,
          2048,
          null,
          false,
          1,
          true,
          true,
          false,
          0,
          null,
          0,
          false,
          false,
          false,
          false,
          Precision.MIXED,
          false,
          1,
          0,
          null,
          null);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Job {
    positive("per_device_train_batch_size", batch);
    positive("model_max_length", length);
    positive("gradient_accumulation_steps", accumulation);
    positive("devices", devices);
    positive("mean_length", meanLength == null ? 1 : meanLength);
    positive("tower_positions", towerPositions == null ? 1 : towerPositions);
    positive("answer_positions", answers == null ? 1 : answers);
    if (rank < 0 || !(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "lora_r is %d and lora_dropout %s; they have to be 0 or more, and the dropout below 1"
              .formatted(rank, dropout));
    }
    if (zero < 0 || zero > 3) {
      throw new IllegalArgumentException("ZeRO has stages 0 to 3, not " + zero);
    }
    if (engine == Engine.KIT && (zero > 0 || quantized)) {
      throw new IllegalArgumentException(
          "this library trains whole replicas of 32 or 16 bits; plan ZeRO and four bits with --engine pytorch");
    }
    meanLength = meanLength == null ? null : Math.min(meanLength, length); // longer rows are cut
    targets = targets == null ? null : List.copyOf(targets);
  }

  private static void positive(String name, double value) {
    if (!(value >= 1)) {
      throw new IllegalArgumentException(
          "%s is %s; it has to be 1 or more".formatted(name, JSON.valueToTree(whole(value))));
    }
  }

  private static Number whole(double value) {
    return value == Math.rint(value) ? (Number) (long) value : (Number) value;
  }

  /** Whether anything learns at all. */
  public boolean learns() {
    return languageLearns || rank > 0 || projectorLearns || towerLearns || wordsLearn;
  }

  /**
   * The same with other values for some settings.
   *
   * @param settings values by their names in JSON
   * @throws IllegalArgumentException if there is no such setting, or a value is outside its range
   */
  public Job with(Map<String, ?> settings) {
    ObjectNode flat = FlatJson.write(List.of(this));
    settings.forEach(
        (key, value) -> {
          FlatJson.known(key, List.of(Job.class));
          flat.set(key, value instanceof JsonNode node ? node : JSON.valueToTree(value));
        });
    return FlatJson.read(flat, Job.class);
  }

  public Job with(String key, Object value) {
    return with(java.util.Collections.singletonMap(key, value));
  }

  /** Positions that a device reads at once, at most. */
  public long positions() {
    return (long) batch * length;
  }

  /** Positions that are scored against the vocabulary. */
  public long scored() {
    return answers == null || engine == Engine.PYTORCH
        ? positions()
        : (long) batch * Math.min(answers, length);
  }

  /** Whether LoRA adapts a product of this name. */
  boolean adapts(String product) {
    return rank > 0 && (targets == null || targets.contains(product));
  }

  /** The settings as one JSON object. */
  public ObjectNode json() {
    return FlatJson.write(List.of(this));
  }
}
