package borboleta.train.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * DeepSpeed's settings for a stage of ZeRO (arXiv 1910.02054): 2 divides gradients and optimizer
 * among the GPUs, 3 the weights too. Values that are "auto" come from the trainer's flags.
 */
final class ZeroSettings {
  private static final long ELEMENTS = 1_000_000_000L;

  private ZeroSettings() {}

  /**
   * The settings as JSON.
   *
   * @param maxGradNorm largest norm of the gradients, 0 for no clipping: LLaVA's own files say
   *     nothing, and DeepSpeed then clips nothing, whatever the trainer's flag says
   */
  static String json(int stage, double maxGradNorm) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.putObject("bf16").put("enabled", "auto");
    root.putObject("fp16").put("enabled", "auto");
    root.put("train_micro_batch_size_per_gpu", "auto");
    root.put("train_batch_size", "auto");
    root.put("gradient_accumulation_steps", "auto");
    if (maxGradNorm > 0) {
      root.put("gradient_clipping", maxGradNorm);
    }
    ObjectNode zero = root.putObject("zero_optimization");
    zero.put("stage", stage).put("overlap_comm", true).put("contiguous_gradients", true);
    zero.put("sub_group_size", ELEMENTS).put("reduce_bucket_size", "auto");
    if (stage == 3) {
      zero.put("stage3_prefetch_bucket_size", "auto");
      zero.put("stage3_param_persistence_threshold", "auto");
      zero.put("stage3_max_live_parameters", ELEMENTS);
      zero.put("stage3_max_reuse_distance", ELEMENTS);
      // Without it what is saved would be empty: every GPU has but a part of the weights.
      zero.put("stage3_gather_16bit_weights_on_model_save", true);
    }
    return root.toPrettyString() + "\n";
  }
}
