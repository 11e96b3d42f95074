package borboleta.train.plan;

/**
 * transformers' layers: attention by a fused kernel, norms that compute in fp32, an MLP of single
 * ops (transformers, {@code modeling_llama.py}; arXiv 2205.05198, section 4, counts GPT's).
 */
final class PytorchLayers implements LayerBytes {
  @Override
  public double language(Architecture.Language l, Job job) {
    double w = job.precision().bytes();
    double norm = job.fusedLoss() ? 2 * w * l.hidden() : norm(l.hidden(), job);
    double attention = w * (2.0 * l.queries() + 2.0 * l.keys()); // query, key, value, output
    double mlp = w * (job.fusedLoss() ? 3.0 : 4.0) * l.intermediate(); // gate, SiLU, up, product
    return 2 * norm + attention + mlp;
  }

  @Override
  public double tower(Architecture.Tower t, Job job) {
    double w = job.precision().bytes();
    double mlp = w * (t.gated() ? 4.0 : 2.0) * t.intermediate(); // GELU: its input, its output
    return 2 * norm(t.hidden(), job) + w * 4.0 * t.hidden() + mlp;
  }

  /**
   * A norm keeps its input, on which it computes in fp32, the normalised input, which its weight's
   * gradient needs, and its output, which the next product reads.
   */
  private static double norm(int hidden, Job job) {
    double normalised = job.precision() == Precision.AUTOCAST ? 4 : job.precision().bytes();
    return (4 + normalised + job.precision().bytes()) * hidden;
  }

  @Override
  public double passing(double hidden, double intermediate, Job job) {
    return job.precision().bytes() * (3 * intermediate + 4 * hidden);
  }

  @Override
  public double logit(Job job) {
    return job.fusedLoss() ? 0 : Constants.LOGIT;
  }

  /** Under autocast the sums of the layers stay fp32. */
  @Override
  public double stream(int hidden, Job job) {
    return (job.precision() == Precision.AUTOCAST ? 4.0 : job.precision().bytes()) * hidden;
  }
}
