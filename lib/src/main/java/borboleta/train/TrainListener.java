package borboleta.train;

/** Hears of every step; a run shows its progress and evaluates itself through it. */
@FunctionalInterface
public interface TrainListener {
  /** Called after each step, outside any scope of arrays. */
  void onStep(StepMetrics metrics);

  /** Called with a sentence when something was not as it should be and the run goes on. */
  default void onNotice(String sentence) {
    System.err.println(sentence);
  }
}
