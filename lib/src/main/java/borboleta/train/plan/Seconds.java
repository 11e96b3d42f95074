package borboleta.train.plan;

/**
 * The time of one step in seconds, by part.
 *
 * @param products of matrices, at the share of the device's speed that such runs reach
 * @param launches of the layers' work, which small batches cannot hide
 * @param dequantizing of weights in four bits
 * @param communication between devices
 */
public record Seconds(double products, double launches, double dequantizing, double communication) {

  /**
   * Plans a step. A product costs two operations a parameter and position on the way there, as many
   * for the way back to its input and to its weight, and once more where the layer is computed
   * again: 6N, or 8N with checkpointing (arXiv 2001.08361, section 2.1).
   *
   * @throws IllegalArgumentException if the device's speed is not known
   */
  public static Seconds of(Architecture model, Job job, Device device, Constants c) {
    if (device.teraflops() <= 0) {
      throw new IllegalArgumentException(
          "the speed of %s is not known; measure a step with bench train"
              .formatted(device.title()));
    }
    Architecture.Language l = model.language();
    double length = job.meanLength() == null ? job.length() : job.meanLength();
    double positions = job.batch() * length;
    double products =
        l.layers() * (double) l.layerParameters() + (double) l.vocabulary() * l.hidden();
    double there = 2 * products * positions + 2.0 * l.queries() * length * positions * l.layers();
    boolean back = job.languageLearns() || job.rank() > 0 || job.projectorLearns();
    boolean again = back && job.checkpointing();
    int ways = 1 + (again ? 1 : 0) + (back ? 1 : 0) + (job.languageLearns() ? 1 : 0);
    double work = there * ways;
    double passes = l.layers() * (1.0 + (again ? 1 : 0) + (back ? 1 : 0));
    if (job.wordsLearn()) {
      work += 2.0 * l.vocabulary() * l.hidden() * positions;
    }
    if (model.tower() != null) {
      int more = job.towerLearns() ? 2 + (job.towerCheckpointing() ? 1 : 0) : 0;
      work +=
          2.0 * model.tower().parameters() * Activations.towerPositions(model, job) * (1 + more);
      passes += model.tower().layers() * (double) (1 + more - (job.towerLearns() ? 1 : 0));
    }
    double share = job.languageLearns() ? c.learningEfficiency() : c.frozenEfficiency();
    double speed = device.teraflops() * 1e12 * share * (device.nvlink() ? 1 : c.cardEfficiency());
    double widened =
        job.quantized()
            ? c.dequantizing() * l.layers() * l.layerParameters() * (1 + (again ? 2.0 : 1.0))
            : 0;
    return new Seconds(
        work / speed * job.accumulation(),
        passes * c.launch() * job.accumulation(),
        widened / (device.gigabytes() * 1e9) * job.accumulation(),
        communication(model, job, c));
  }

  /**
   * Stage 3 fetches the weights for the way there and the way back and spreads the gradients, at
   * each batch; stages 0 to 2 spread gradients or weights of what learns, once a step.
   */
  private static double communication(Architecture model, Job job, Constants c) {
    if (job.devices() == 1) {
      return 0;
    }
    if (job.zero() == 3) {
      boolean tower = job.towerLearns();
      double all = model.language().parameters() + (tower ? model.towerParameters() : 0.0);
      return 3 * 2 * all / c.link() * job.accumulation();
    }
    return 2 * 2 * Learning.of(model, job).learning() / c.link();
  }

  /** All parts. */
  public double total() {
    return products + launches + dequantizing + communication;
  }
}
