package borboleta.train;

/**
 * The learning rate over a run: a linear warm-up, then half a cosine down to a floor, as
 * transformers' {@code get_cosine_schedule_with_warmup} has it for a floor of 0.
 *
 * @param peak largest learning rate
 * @param steps steps of the whole run
 * @param warmup steps of the warm-up
 * @param floor smallest share of the peak, 0 to 1
 */
public record Schedule(double peak, int steps, int warmup, double floor) {
  /** Learning rate of a step, counted from 0. */
  public float at(int step) {
    if (step < warmup) {
      return (float) (peak * (step + 1) / (warmup + 1));
    }
    double done = (double) (step - warmup) / Math.max(1, steps - warmup);
    double cosine = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
    return (float) (peak * (floor + (1 - floor) * cosine));
  }
}
