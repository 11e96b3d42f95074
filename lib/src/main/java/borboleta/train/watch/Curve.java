package borboleta.train.watch;

import java.util.ArrayList;
import java.util.List;

/** The points of a noisy series with their running mean, as few of them as a picture can show. */
public final class Curve {
  private static final double KEEP = 0.9;

  private final List<Point> points = new ArrayList<>();
  private double sum;
  private double weight;

  /**
   * A point of the curve.
   *
   * @param low smallest y since the point before
   * @param high largest y since the point before
   * @param mean running mean of y up to here
   */
  public record Point(double x, double y, double low, double high, double mean) {}

  /** Adds a point; one that is no number has no place on a curve and is passed over. */
  public void add(double x, double y) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      return;
    }
    // Dividing by the weight keeps the first means from leaning to zero.
    sum = KEEP * sum + (1 - KEEP) * y;
    weight = KEEP * weight + (1 - KEEP);
    points.add(new Point(x, y, y, y, sum / weight));
  }

  public boolean isEmpty() {
    return points.isEmpty();
  }

  /** Returns at most {@code most} points, the last one always; none hides an outlier. */
  public List<Point> thinned(int most) {
    int stride = (points.size() + most - 1) / most;
    List<Point> out = new ArrayList<>();
    for (int end = points.size(); end > 0; end -= stride) {
      Point last = points.get(end - 1);
      double low = last.y();
      double high = last.y();
      for (Point point : points.subList(Math.max(0, end - stride), end)) {
        low = Math.min(low, point.y());
        high = Math.max(high, point.y());
      }
      out.add(0, new Point(last.x(), last.y(), low, high, last.mean()));
    }
    return out;
  }
}
