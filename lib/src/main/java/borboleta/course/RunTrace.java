package borboleta.course;

import borboleta.data.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Keeps how far a run was at each moment, for a chart, and passes it on to what shows it. */
public final class RunTrace implements Progress {
  private final Progress shown;
  private final LongSupplier nanos;
  private final long started;
  private final List<double[]> points = new ArrayList<>();

  /** Starts the clock. */
  public RunTrace(Progress shown) {
    this(shown, System::nanoTime);
  }

  RunTrace(Progress shown, LongSupplier nanos) {
    this.shown = shown;
    this.nanos = nanos;
    this.started = nanos.getAsLong();
    points.add(new double[] {0, 0});
  }

  @Override
  public synchronized void update(long done, long total, String unit) {
    points.add(new double[] {(nanos.getAsLong() - started) / 1e9, done});
    shown.update(done, total, unit);
  }

  /** Seconds, and thousands of what was done by then: the two rows of a chart's line. */
  public synchronized double[][] thousands() {
    return new double[][] {
      points.stream().mapToDouble(point -> point[0]).toArray(),
      points.stream().mapToDouble(point -> point[1] / 1_000).toArray()
    };
  }
}
