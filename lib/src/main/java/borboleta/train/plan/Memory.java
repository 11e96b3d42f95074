package borboleta.train.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The memory of one device in bytes.
 *
 * @param states what stays from step to step
 * @param activations what the layers keep and what passes
 * @param dequantized the one layer that is widened from four bits
 * @param overhead of libraries and allocator
 * @param context of the process on the device
 * @param gradientsStay whether all gradients are there while activations still are
 * @param varying whether batches differ in length, so that PyTorch's blocks do not serve the next
 * @param hoarded freed blocks that glibc keeps for later
 */
public record Memory(
    States states,
    Activations activations,
    double dequantized,
    double overhead,
    double context,
    boolean gradientsStay,
    boolean varying,
    double hoarded) {

  /** Plans a run. */
  public static Memory of(Architecture model, Job job, Constants c) {
    boolean kit = job.engine() == Engine.KIT;
    double several = job.devices() > 1 && !kit ? Constants.COMMUNICATION : 0;
    Activations activations = Activations.of(model, job);
    return new Memory(
        States.of(model, job),
        activations,
        job.quantized() ? c.dequantized() * model.language().layerParameters() : 0,
        kit ? 0 : c.workspace() + several,
        kit ? Constants.PROCESS : Constants.CONTEXT,
        // One batch a step without ZeRO: gradients come into being while activations go.
        kit || job.accumulation() > 1 || job.zero() > 0 || job.precision() != Precision.AUTOCAST,
        job.varying() && !kit,
        kit && block(model, job) < Constants.MAPPED
            ? activations.kept() + Constants.HOARDED_LAYERS * activations.layer()
            : 0);
  }

  /** The largest array that a layer keeps. */
  private static double block(Architecture model, Job job) {
    return (double) model.language().intermediate() * job.precision().bytes() * job.positions();
  }

  /** Peak of the tensors while gradients are computed. */
  public double backward() {
    return states.weights()
        + states.optimizer()
        + states.copies()
        + (gradientsStay ? states.gradients() : 0)
        + states.gathered()
        + activations.kept()
        + activations.passing(dequantized);
  }

  /** Peak of the tensors while the optimizer takes its step. */
  public double step() {
    return states.weights() + states.gradients() + states.optimizer() + states.step();
  }

  /** Peak of the tensors: {@code torch.cuda.max_memory_allocated}. */
  public double allocated() {
    return Math.max(backward(), step());
  }

  /** What a step adds at its peak to what stays from step to step. */
  public double ofOneStep() {
    return allocated() - states.weights() - states.gradients() - states.optimizer();
  }

  /** What the device must have. */
  public double needed() {
    return allocated() + overhead + context;
  }

  /**
   * What the allocator holds: {@code torch.cuda.max_memory_reserved}. Where lengths vary, blocks of
   * one phase do not serve the other, nor one batch's logits the next's. On the CPU it is glibc
   * that keeps blocks.
   */
  public double reserved() {
    if (!varying) {
      return allocated() + overhead + hoarded;
    }
    double dynamic =
        activations.kept()
            + Math.max(2 * activations.logits(), Math.max(activations.layer(), activations.tower()))
            + dequantized;
    return states.weights()
        + states.gradients()
        + states.optimizer()
        + states.copies()
        + states.step()
        + states.gathered()
        + dynamic
        + overhead;
  }

  /** What nvidia-smi shows. */
  public double shown() {
    return reserved() + context;
  }

  /** The parts of {@link #needed} at its peak, by name. */
  public Map<String, Double> parts() {
    Map<String, Double> parts = new LinkedHashMap<>();
    boolean back = backward() >= step();
    parts.put("weights", states.weights() + (back ? states.copies() : 0));
    parts.put("gradients", back && !gradientsStay ? 0 : states.gradients());
    parts.put("optimizer", states.optimizer());
    parts.put("activations", back ? activations.kept() : 0);
    parts.put("logits", back && logitsAreMost() ? activations.logits() : 0);
    parts.put(
        "workspace",
        back
            ? states.gathered() + (logitsAreMost() ? 0 : activations.passing(dequantized))
            : states.step());
    parts.put("overhead", overhead + context);
    return parts;
  }

  /** Which moment of a step needs most. */
  public String moment() {
    return backward() < step()
        ? "the optimizer's step"
        : "the way back, at the " + activations.passingName(dequantized);
  }

  private boolean logitsAreMost() {
    return activations.passing(dequantized) == activations.logits();
  }
}
