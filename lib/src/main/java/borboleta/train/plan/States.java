package borboleta.train.plan;

/**
 * What stays from step to step on one device, in bytes, and what the optimizer's step takes for
 * itself. ZeRO's stages divide optimizer, gradients and weights by the devices (arXiv 1910.02054,
 * section 5).
 *
 * @param copies bf16 copies of weights that are fp32, from the way there to the way back
 * @param step what the optimizer's step takes and gives back
 * @param gathered weights of other devices that are there at once (ZeRO-3)
 */
public record States(
    double weights,
    double gradients,
    double optimizer,
    double copies,
    double step,
    double gathered) {

  static States of(Architecture model, Job job) {
    Learning n = Learning.of(model, job);
    double frozen = frozen(model, job, n.frozen());
    return job.engine() == Engine.KIT
        ? kit(model, job, n, frozen)
        : job.zero() > 0 ? sharded(model, job, n, frozen) : whole(job, n, frozen);
  }

  private static double frozen(Architecture model, Job job, double parameters) {
    boolean wide = job.precision() == Precision.FP32 || job.precision() == Precision.AUTOCAST;
    double width = wide ? 4 : 2;
    if (!job.quantized()) {
      return width * parameters;
    }
    Architecture.Language l = model.language();
    double narrow = Math.min(parameters, (double) l.layers() * l.layerParameters());
    return width * (parameters - narrow) + Constants.FOUR_BITS * narrow;
  }

  /**
   * PyTorch's AdamW of many tensors at once needs one more copy of what learns in its step; LoRA is
   * fp32 (PEFT).
   */
  private static States whole(Job job, Learning n, double frozen) {
    double adapter = n.adapter();
    double own = (double) n.full() + n.words();
    return switch (job.precision()) {
      case FP32, AUTOCAST -> {
        double copies = job.precision() == Precision.AUTOCAST ? 2 : 0;
        double all = own + adapter;
        yield new States(frozen + 4 * all, 4 * all, 8 * all, copies * all, 4 * all, 0);
      }
      case BF16 ->
          new States(
              frozen + 2 * own + 4 * adapter,
              2 * own + 4 * adapter,
              4 * own + 8 * adapter,
              0,
              2 * own + 4 * adapter,
              0);
      case MIXED ->
          new States(
              frozen + 2 * own + 4 * adapter,
              2 * own + 4 * adapter,
              12 * own + 8 * adapter,
              0,
              8 * own + 4 * adapter,
              0);
    };
  }

  /**
   * DeepSpeed: bf16 weights and gradients, fp32 weights and means of a share. Its step makes the
   * gradients fp32 (4) and has AdamW's two copies (8) in flat buffers of the whole share, or of a
   * sub-group in stage 3, and loses one buffer's room because each must lie in one piece (4).
   */
  private static States sharded(Architecture model, Job job, Learning n, double frozen) {
    double own = n.learning();
    double share = own / job.devices();
    boolean third = job.zero() == 3;
    double width = third ? 1.0 / job.devices() : 1;
    double updated = third ? Math.min(share, Constants.SUB_GROUP) : share;
    double live = Math.min(Constants.LIVE_PARAMETERS, model.language().parameters());
    return new States(
        (frozen + 2 * own) * width,
        2 * (job.zero() >= 2 ? share : own),
        12 * share,
        0,
        16 * updated,
        third ? 2 * live : 0);
  }

  /** Learning weights are fp32 and rounded at each use; the fused step needs nothing more. */
  private static States kit(Architecture model, Job job, Learning n, double frozen) {
    double all = n.learning();
    double rounded = 0;
    if (job.precision() != Precision.FP32) {
      Architecture.Language l = model.language();
      double layers = job.checkpointing() ? 1.0 / l.layers() : 1;
      double products =
          job.languageLearns() ? (double) l.layers() * l.layerParameters() : n.adapter();
      rounded = 2 * products * layers;
    }
    return new States(frozen + 4 * all, 4 * all, 8 * all, rounded, 0, 0);
  }
}
