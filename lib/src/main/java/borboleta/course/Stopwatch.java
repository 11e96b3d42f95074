package borboleta.course;

import borboleta.tensor.Scope;
import java.util.Arrays;

/** Measures how long a computation takes on this machine. */
public final class Stopwatch {
  private Stopwatch() {}

  /**
   * Runs work once to warm up and then {@code times} times, each in a scope of its own, and returns
   * the median in milliseconds: one slow run among them does not count.
   */
  public static double milliseconds(int times, Runnable work) {
    double[] taken = new double[times];
    for (int i = -1; i < times; i++) {
      long start = System.nanoTime();
      try (Scope scope = Scope.open()) {
        work.run();
      }
      if (i >= 0) {
        taken[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(taken);
    return taken[times / 2];
  }
}
