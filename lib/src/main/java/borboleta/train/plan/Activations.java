package borboleta.train.plan;

/**
 * What the layers keep for the way back, with and without gradient checkpointing (arXiv
 * 1604.06174).
 *
 * @param kept bytes that lie there when the loss is reached
 * @param layer bytes of the one layer that is computed again, or through which gradients pass
 * @param logits bytes of the logits, their log-softmax and their gradients
 * @param tower bytes of the one layer of a tower that is passed now
 */
public record Activations(double kept, double layer, double logits, double tower) {

  static Activations of(Architecture model, Job job) {
    LayerBytes bytes = LayerBytes.of(job.engine());
    Architecture.Language l = model.language();
    double inside = bytes.language(l, job);
    double passing = bytes.passing(l.hidden(), l.intermediate(), job);
    boolean back = job.languageLearns() || job.rank() > 0 || job.projectorLearns();
    double saved = job.checkpointing() ? bytes.stream(l.hidden(), job) : inside;
    double kept = back ? saved * l.layers() * job.positions() : 0;
    double layer = (job.checkpointing() ? inside + passing : passing) * job.positions();
    double logits = bytes.logit(job) * l.vocabulary() * job.scored();
    double tower = 0;
    if (model.tower() != null) {
      Architecture.Tower t = model.tower();
      double rows = towerPositions(model, job);
      double in = bytes.tower(t, job);
      double through = bytes.passing(t.hidden(), t.intermediate(), job);
      if (!job.towerLearns()) {
        tower = in / 2 * rows; // no graph: what one op reads and writes
      } else {
        boolean again = job.towerCheckpointing();
        kept += (again ? bytes.stream(t.hidden(), job) : in) * t.layers() * rows;
        tower = (again ? in + through : through) * rows;
      }
    }
    return new Activations(kept, layer, logits, tower);
  }

  /** Positions of all rows' pictures in the tower. */
  static double towerPositions(Architecture model, Job job) {
    int row = job.towerPositions() == null ? model.tower().positions() : job.towerPositions();
    return (double) job.batch() * row;
  }

  /** What passes: the phases come one after the other, so the largest counts. */
  double passing(double dequantized) {
    return Math.max(logits, Math.max(layer + dequantized, tower));
  }

  /** The name of what {@link #passing} is. */
  String passingName(double dequantized) {
    double most = passing(dequantized);
    return most == logits ? "logits" : most == tower ? "tower's layer" : "layer at work";
  }
}
