package borboleta.train.export;

import borboleta.text.TemplateName;
import borboleta.train.Recipe;
import borboleta.train.recipe.InputSettings;
import borboleta.train.recipe.LoraSettings;
import borboleta.train.recipe.OptimizerSettings;
import borboleta.train.recipe.WorkSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A recipe as arguments of LLaVA's {@code train.py}, and what of it that code cannot do.
 *
 * <p>Source: the three dataclasses of {@code llava/train/train.py}, and transformers' {@code
 * TrainingArguments} at 4.37.2.
 */
final class LauncherFlags {
  /** What {@code find_all_linear_names} finds in a LLaMA. */
  private static final Set<String> ALL_LAYERS =
      Set.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

  private final Recipe recipe;

  LauncherFlags(Recipe recipe) {
    this.recipe = recipe;
  }

  /** Settings that LLaVA's code has not, or with which it would do something else. */
  List<Problem> problems() {
    List<Problem> found = new ArrayList<>();
    LoraSettings lora = recipe.lora();
    TemplateName template = recipe.input().template();
    if (version() == null) {
      found.add(
          new Problem(
              "version",
              "%s is no template of LLaVA's code, which would take v1 in its place; use v1, llava_v1 or plain"
                  .formatted(template)));
    }
    if (recipe.input().selectLayer() == null) {
      found.add(new Problem("mm_vision_select_layer", "is null; give it a number, LLaVA-1.5's -2"));
    }
    if (!recipe.work().bf16()) {
      found.add(
          new Problem("bf16", "is false, and train_mem.py's attention is for bf16 alone; set it"));
    }
    if (recipe.parts().towerLearns()) {
      found.add(
          new Problem("unfreeze_mm_vision_tower", "is true, and LLaVA's code has no such setting"));
    }
    if (recipe.parts().languageFrozen()) {
      found.add(
          new Problem(
              "freeze_backbone",
              "is true, and LLaVA's code would train the head all the same; set"
                  + " tune_mm_mlp_adapter to train the projector alone"));
    }
    if (lora.enabled()
        && lora.targets() != null
        && !ALL_LAYERS.equals(Set.copyOf(lora.targets()))) {
      found.add(
          new Problem(
              "lora_target_modules",
              "is %s, and LLaVA's code adapts all seven; set it to null"
                  .formatted(lora.targets())));
    }
    if (lora.enabled() && lora.alpha() != Math.rint(lora.alpha())) {
      found.add(
          new Problem("lora_alpha", "is %s, and has to be a whole number".formatted(lora.alpha())));
    }
    if (recipe.seed() < 0 || recipe.seed() > 0xFFFFFFFFL) {
      found.add(new Problem("seed", "is %d, and has to be 0 to 2^32-1".formatted(recipe.seed())));
    }
    return found;
  }

  /** The template's name in LLaVA's {@code conv_templates}, or null where it has none. */
  String version() {
    return switch (recipe.input().template()) {
      case VICUNA_V1 -> "v1";
      case LLAVA_V1 -> "llava_v1";
      case PLAIN -> "plain";
      default -> null;
    };
  }

  /** The recipe's flags, in the order of LLaVA's own scripts. */
  Map<String, String> flags(GlobalBatch batch) {
    Map<String, String> flags = new LinkedHashMap<>();
    LoraSettings lora = recipe.lora();
    InputSettings input = recipe.input();
    OptimizerSettings optimizer = recipe.optimizer();
    WorkSettings work = recipe.work();
    flags.put("lora_enable", bool(lora.enabled()));
    if (lora.enabled()) {
      flags.put("lora_r", String.valueOf(lora.rank()));
      flags.put("lora_alpha", number(lora.alpha()));
      flags.put("lora_dropout", number(lora.dropout()));
      flags.put("lora_bias", lora.bias());
    }
    flags.put("version", version());
    flags.put("mm_projector_type", input.projectorType());
    flags.put("mm_vision_select_layer", String.valueOf(input.selectLayer()));
    flags.put("mm_use_im_start_end", bool(input.imageStartEnd()));
    flags.put("mm_use_im_patch_token", bool(input.imagePatchToken()));
    flags.put("tune_mm_mlp_adapter", bool(recipe.parts().projectorOnly()));
    flags.put("freeze_mm_mlp_adapter", bool(recipe.parts().projectorFrozen()));
    flags.put("image_aspect_ratio", input.imageAspectRatio().toString().toLowerCase(Locale.ROOT));
    flags.put("group_by_modality_length", bool(input.groupByModalityLength()));
    flags.put("group_by_length", bool(input.groupByLength()));
    flags.put("bf16", bool(work.bf16()));
    flags.put("tf32", bool(work.tf32()));
    flags.put("num_train_epochs", number(work.epochs()));
    flags.put("per_device_train_batch_size", String.valueOf(batch.batch()));
    flags.put("gradient_accumulation_steps", String.valueOf(batch.accumulation()));
    flags.put("evaluation_strategy", "no");
    flags.put("save_strategy", "steps");
    flags.put("save_steps", String.valueOf(recipe.saving().saveSteps()));
    flags.put("save_total_limit", String.valueOf(recipe.saving().kept()));
    flags.put("learning_rate", number(optimizer.learningRate()));
    if (optimizer.projectorLearningRate() != null) {
      flags.put("mm_projector_lr", number(optimizer.projectorLearningRate()));
    }
    flags.put("weight_decay", number(optimizer.weightDecay()));
    flags.put("adam_beta1", number(optimizer.beta1()));
    flags.put("adam_beta2", number(optimizer.beta2()));
    flags.put("adam_epsilon", number(optimizer.epsilon()));
    flags.put("max_grad_norm", number(optimizer.maxGradNorm()));
    flags.put("warmup_ratio", number(optimizer.warmupRatio()));
    flags.put("lr_scheduler_type", optimizer.scheduler());
    flags.put("logging_steps", "1");
    flags.put("model_max_length", String.valueOf(input.modelMaxLength()));
    flags.put("gradient_checkpointing", bool(work.checkpointing()));
    flags.put("dataloader_num_workers", String.valueOf(input.workers()));
    flags.put("lazy_preprocess", bool(input.lazyPreprocess()));
    flags.put("seed", String.valueOf(recipe.seed()));
    flags.put("report_to", "none");
    return flags;
  }

  private static String bool(boolean value) {
    return value ? "True" : "False";
  }

  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
