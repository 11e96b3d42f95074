package borboleta.train.plan;

import borboleta.train.Recipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run before it runs.
 *
 * <pre>{@code
 * Plan plan = Plan.of(Architectures.of("llava-1.5-13b"), Recipe.preset("tcc-13b"));
 * plan.on(Device.of("a100-80")).fits();
 * }</pre>
 */
public record Plan(Architecture model, Job job) {
  /** Words beside a picture in LLaVA's mixture of 665,000 records. */
  private static final int WORDS = 224;

  /**
   * The plan of a recipe on PyTorch, with everything that does not fit a GPU's memory called so.
   */
  public static Plan of(Architecture model, Recipe recipe) {
    return of(model, recipe, Engine.PYTORCH);
  }

  /** The plan of a recipe. */
  public static Plan of(Architecture model, Recipe recipe, Engine engine) {
    boolean lora = recipe.lora().enabled() && recipe.parts().language();
    int length = recipe.input().modelMaxLength();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("engine", engine);
    settings.put("per_device_train_batch_size", recipe.batch());
    settings.put("model_max_length", length);
    if (model.tower() != null && model.tower().positions() + WORDS < length) {
      settings.put("mean_length", (double) model.tower().positions() + WORDS);
    }
    settings.put("lengths_vary", true);
    settings.put("gradient_accumulation_steps", recipe.work().accumulation());
    settings.put("gradient_checkpointing", recipe.work().checkpointing());
    settings.put("vit_gradient_checkpointing", recipe.work().checkpointing());
    settings.put("language_learns", recipe.parts().language() && !lora);
    settings.put("lora_r", lora ? recipe.lora().rank() : 0);
    settings.put("lora_target_modules", recipe.lora().targets());
    settings.put("lora_dropout", recipe.lora().dropout());
    settings.put("projector_learns", recipe.parts().projector() && model.projector() > 0);
    settings.put("tower_learns", recipe.parts().towerLearns() && model.tower() != null);
    settings.put("precision", recipe.work().bf16() ? Precision.MIXED : Precision.FP32);
    return new Plan(model, Job.PLAIN.with(settings));
  }

  /** The same with other settings of {@link Job}. */
  public Plan with(Map<String, ?> settings) {
    return new Plan(model, job.with(settings));
  }

  /** The memory of one device. */
  public Memory memory() {
    return Memory.of(model, job, Constants.FITTED);
  }

  /** Whether a device holds it. */
  public Verdict on(Device device) {
    return Verdict.of(model, job, device, Constants.FITTED);
  }

  /**
   * The time of a step.
   *
   * @throws IllegalArgumentException if the device's speed is not known
   */
  public Seconds seconds(Device device) {
    return Seconds.of(model, job, device, Constants.FITTED);
  }

  /** Steps over a number of records. */
  public long steps(long records) {
    long rows = (long) job.batch() * job.accumulation() * job.devices();
    return Math.max(1, (records + rows - 1) / rows);
  }

  /** What to change until a device holds it, in order; empty where it does already. */
  public List<Advice> advice(Device device) {
    return Advice.until(this, device);
  }
}
