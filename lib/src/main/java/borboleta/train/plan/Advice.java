package borboleta.train.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One change of a run, and what it then needs.
 *
 * @param words what to change
 * @param plan the run with this change and all before it
 * @param needed bytes
 * @param fits whether the device then holds it
 */
public record Advice(String words, Plan plan, double needed, boolean fits) {
  private static final int RANK = 128;
  private static final int SHORTEST = 256;

  /** What changes nothing of the result comes first, what changes most of it last. */
  static List<Advice> until(Plan plan, Device device) {
    List<Advice> advice = new ArrayList<>();
    Plan now = plan;
    for (UnaryOperator<Step> change : CHANGES) {
      if (now.on(device).fits()) {
        break;
      }
      Step step = change.apply(new Step("", now, device));
      if (!step.plan().equals(now)) {
        now = step.plan();
        Verdict verdict = now.on(device);
        advice.add(new Advice(step.words(), now, verdict.memory().needed(), verdict.fits()));
      }
    }
    if (!plan.on(device).fits()) {
      larger(plan).ifPresent(advice::add);
      several(plan, device).ifPresent(advice::add);
    }
    return advice;
  }

  private record Step(String words, Plan plan, Device device) {
    Step to(String text, Map<String, ?> settings) {
      return new Step(text, plan.with(settings), device);
    }
  }

  private static final List<UnaryOperator<Step>> CHANGES =
      List.of(
          Advice::checkpoint, Advice::accumulate, Advice::adapt, Advice::narrow, Advice::shorten);

  private static Step checkpoint(Step s) {
    return s.to(
        "gradient_checkpointing true: a third more time, the same result",
        Map.of("gradient_checkpointing", true, "vit_gradient_checkpointing", true));
  }

  /** The same rows a step in smaller batches; one row where even that does not fit. */
  private static Step accumulate(Step s) {
    Job job = s.plan().job();
    int rows = job.batch() * job.accumulation();
    int batch = Math.max(1, Math.min(job.batch(), s.plan().on(s.device()).largestBatch()));
    while (rows % batch != 0) {
      batch--;
    }
    return s.to(
        "per_device_train_batch_size %d with gradient_accumulation_steps %d: the same rows a step"
            .formatted(batch, rows / batch),
        Map.of("per_device_train_batch_size", batch, "gradient_accumulation_steps", rows / batch));
  }

  private static Step adapt(Step s) {
    return !s.plan().job().languageLearns()
        ? s
        : s.to(
            "lora_enable true with lora_r %d: an adapter learns, not the model".formatted(RANK),
            Map.of("language_learns", false, "lora_r", RANK));
  }

  private static Step narrow(Step s) {
    Job job = s.plan().job();
    boolean can = job.engine() == Engine.PYTORCH && job.zero() < 3 && !job.languageLearns();
    return !can
        ? s
        : s.to("bits 4 (QLoRA in PyTorch): frozen weights in nf4", Map.of("four_bits", true));
  }

  /** The longest rows that fit, but no shorter than a picture and some words. */
  private static Step shorten(Step s) {
    Architecture model = s.plan().model();
    int least = Math.max(SHORTEST, model.tower() == null ? 0 : model.tower().positions() + 64);
    for (int length = s.plan().job().length() - 64; length >= least; length -= 64) {
      Step shorter =
          s.to(
              "model_max_length %d: longer rows are cut".formatted(length),
              Map.of("model_max_length", length));
      if (shorter.plan().on(s.device()).fits()) {
        return shorter;
      }
    }
    return s;
  }

  private static Optional<Advice> larger(Plan plan) {
    return Device.all().stream()
        .filter(device -> device.teraflops() > 0 && plan.on(device).fits())
        .findFirst()
        .map(
            device ->
                new Advice(
                    "or a larger device: %s holds it as it is".formatted(device.title()),
                    plan,
                    plan.memory().needed(),
                    true));
  }

  /** The fewest of the same devices that hold it together, in shares (ZeRO-3). */
  private static Optional<Advice> several(Plan plan, Device device) {
    boolean can = plan.job().engine() == Engine.PYTORCH && !plan.job().quantized();
    return IntStream.of(2, 4, 8, 16)
        .filter(count -> can && count > plan.job().devices())
        .mapToObj(count -> plan.with(Map.of("devices", count, "zero_stage", 3)))
        .filter(together -> together.on(device).fits() && !together.on(device).tight())
        .findFirst()
        .map(
            together ->
                new Advice(
                    "or %d of them with DeepSpeed's ZeRO-3".formatted(together.job().devices()),
                    together,
                    together.memory().needed(),
                    true));
  }
}
