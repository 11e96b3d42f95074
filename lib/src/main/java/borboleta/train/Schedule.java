package borboleta.train;

/**
 * The learning rate over a run, as a share of its peak.
 *
 * <p>Source: transformers {@code optimization.py}, {@code get_cosine_schedule_with_warmup} and its
 * neighbours. As there, the first step of a warm-up has rate 0.
 */
@FunctionalInterface
public interface Schedule {
  /** Share of the peak in a step, counted from 0. */
  double at(int step);

  /** A linear warm-up, then half a cosine down to 0. */
  static Schedule cosine(int steps, int warmup) {
    return warmedUp(warmup, step -> 0.5 * (1 + Math.cos(Math.PI * done(step, steps, warmup))));
  }

  /** A linear warm-up, then a straight line down to 0. */
  static Schedule linear(int steps, int warmup) {
    return warmedUp(warmup, step -> 1 - done(step, steps, warmup));
  }

  /** A linear warm-up, then the peak. */
  static Schedule constant(int warmup) {
    return warmedUp(warmup, step -> 1);
  }

  /** The schedule of a name that {@code lr_scheduler_type} may have. */
  static Schedule of(String type, int steps, int warmup) {
    return switch (type) {
      case "cosine" -> cosine(steps, warmup);
      case "linear" -> linear(steps, warmup);
      case "constant_with_warmup" -> constant(warmup);
      case "constant" -> constant(0);
      default -> throw new IllegalArgumentException("there is no schedule " + type);
    };
  }

  private static Schedule warmedUp(int warmup, Schedule rest) {
    return step -> step < warmup ? (double) step / warmup : Math.max(0, rest.at(step));
  }

  private static double done(int step, int steps, int warmup) {
    return (double) (step - warmup) / Math.max(1, steps - warmup);
  }
}
