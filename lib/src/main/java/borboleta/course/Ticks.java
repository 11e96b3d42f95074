package borboleta.course;

/** Keeps a chart's ticks apart. */
final class Ticks {
  /** Less than half a pixel of our charts' width. */
  private static final double HALF_PIXEL = 5e-4;

  private Ticks() {}

  /**
   * Moves one point by less than half a pixel. Where all points lie at equal distances, XChart
   * 3.8.8 puts ticks at points, so many that their labels run into each other; otherwise it puts
   * them at round numbers with room between.
   */
  static double[] unequal(double[] x) {
    double[] moved = x.clone();
    if (moved.length > 2) {
      moved[1] += HALF_PIXEL * (moved[moved.length - 1] - moved[0]);
    }
    return moved;
  }
}
