package borboleta.train.plan;

/**
 * Whether a device holds a run.
 *
 * @param limit bytes that a plan may fill
 * @param largestBatch the largest batch that fits, 0 where not even one row does
 */
public record Verdict(Memory memory, double limit, int largestBatch) {
  private static final int MOST = 1 << 16;

  /** Plans a run on a device. */
  public static Verdict of(Architecture model, Job job, Device device, Constants c) {
    double limit = device.bytes() * Constants.USABLE;
    int fits = 0;
    for (int step = MOST; step > 0; step /= 2) {
      int more = fits + step;
      if (Memory.of(model, job.with("per_device_train_batch_size", more), c).needed() <= limit) {
        fits = more;
      }
    }
    return new Verdict(Memory.of(model, job, c), limit, fits);
  }

  public boolean fits() {
    return memory.needed() <= limit;
  }

  /** Whether less than a tenth of the limit is left, which is what the formulae may err by. */
  public boolean tight() {
    return fits() && memory.needed() > 0.9 * limit;
  }
}
