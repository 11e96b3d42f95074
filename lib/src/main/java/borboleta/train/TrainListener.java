package borboleta.train;

/** Hears of every step; a run shows its progress and evaluates itself through it. */
@FunctionalInterface
public interface TrainListener {
  /** Called after each step, outside any scope of arrays. */
  void onStep(StepMetrics metrics);
}
