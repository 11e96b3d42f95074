package borboleta.train.plan;

import java.util.Map;

/** This library's layers, from what the ops of {@code ops.py} save. */
final class KitLayers implements LayerBytes {
  @Override
  public double language(Architecture.Language l, Job job) {
    double w = job.precision().bytes();
    double h = l.hidden();
    boolean learns = job.languageLearns();
    boolean reads = learns || job.rank() > 0; // then a product keeps what it read
    // rms_norm: its input in fp32, which is the stream itself where that is fp32
    double norm = 4 * h + (learns ? w * h : 0) + (reads ? w * h : 0);
    double output = w == 2 ? w * h : 0; // the layer's own, beside the next norm's copy
    double attention =
        l.heads() == l.keyValueHeads()
            ? w * (2.0 * l.queries() + 2.0 * l.keys())
            : grouped(l, job) + w * l.queries();
    double mlp = w * (reads ? 4.0 : 3.0) * l.intermediate();
    return 2 * norm + output + attention + mlp + adapter(l, job, w);
  }

  /**
   * Where queries share keys, libtorch 2.7 has no fused attention on the CPU: it repeats keys and
   * values, computes in fp32 and keeps each query's weights of all positions.
   */
  private static double grouped(Architecture.Language l, Job job) {
    return 4 * (3.0 * l.queries() + (double) l.heads() * job.length());
  }

  /** LoRA's low product, and with dropout a mask and the masked input. */
  private static double adapter(Architecture.Language l, Job job, double w) {
    double bytes = 0;
    for (Map.Entry<String, int[]> product : Learning.products(l).entrySet()) {
      if (job.adapts(product.getKey())) {
        bytes += w * job.rank() + (job.dropout() > 0 ? 2 * w * product.getValue()[0] : 0);
      }
    }
    return bytes;
  }

  @Override
  public double tower(Architecture.Tower t, Job job) {
    double w = job.precision().bytes();
    // layer_norm keeps input and output; quick_gelu its input, the sigmoid and the output
    return w * (2 * 2.0 * t.hidden() + 4.0 * t.hidden() + 4.0 * t.intermediate());
  }

  @Override
  public double passing(double hidden, double intermediate, Job job) {
    return job.precision().bytes() * (3 * intermediate + 4 * hidden);
  }

  /** In fp32 the score, its log-softmax and two gradients; in bf16 the score's fp32 copy too. */
  @Override
  public double logit(Job job) {
    return job.precision() == Precision.FP32 ? 16 : 14;
  }

  @Override
  public double stream(int hidden, Job job) {
    return (double) job.precision().bytes() * hidden;
  }
}
