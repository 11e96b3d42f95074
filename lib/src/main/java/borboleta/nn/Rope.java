package borboleta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.LayerOps;
import borboleta.tensor.Scope;

/** Rotary position embedding (arXiv 2104.09864, eq. 34); its table grows with the longest text. */
public final class Rope {
  private static final int FIRST_ROWS = 1024;

  private final NDManager manager;
  private final int positions;
  private final int headDim;
  private final double theta;
  private final RopeScaling scaling;
  private volatile Table table = new Table(null, null, 0);

  /** Cosines and sines (T, D) of T positions; the first half of the sines is negative. */
  public record Angles(NDArray cos, NDArray sin) {}

  /** Tables of cosines and sines (R, D), fp32, and the row of the first position asked for. */
  public record Row(NDArray cos, NDArray sin, int index) {}

  /** Cosines and sines (rows, D) of positions 0 to rows. */
  private record Table(NDArray cos, NDArray sin, int rows) {}

  /** Makes rotary positions without a stretch. */
  public Rope(NDManager manager, int positions, int headDim, double theta) {
    this(manager, positions, headDim, theta, RopeScaling.NONE);
  }

  /**
   * Makes rotary positions.
   *
   * @param manager owns the table
   * @param positions the model's own length, before any stretch
   * @param headDim size of a head D, even
   * @param theta base of the wavelengths
   */
  public Rope(NDManager manager, int positions, int headDim, double theta, RopeScaling scaling) {
    this.manager = manager;
    this.positions = positions;
    this.headDim = headDim;
    this.theta = theta;
    this.scaling = scaling;
  }

  /**
   * The cosines and sines of the positions of some new words.
   *
   * @param position of the first
   * @param count of them, T
   * @param like array whose type they get
   */
  public Angles at(int position, int count, NDArray like) {
    Row row = row(position, count);
    return new Angles(
        LayerOps.tableRows(row.cos(), row.index(), count, like),
        LayerOps.tableRows(row.sin(), row.index(), count, like));
  }

  /** Where the tables hold some positions. */
  public Row row(int position, int count) {
    int end = position + count;
    if (scaling.kind() == RopeScaling.Kind.DYNAMIC && end > positions) {
      // Every length has frequencies of its own, so such a table serves this call alone.
      Table own = table(Scope.manager(), position, end, end);
      return new Row(own.cos(), own.sin(), 0);
    }
    Table t = upTo(end);
    return new Row(t.cos(), t.sin(), position);
  }

  private Table upTo(int rows) {
    Table known = table;
    if (known.rows() >= rows) {
      return known;
    }
    synchronized (this) {
      if (table.rows() < rows) {
        int more = Math.max(rows, Math.max(FIRST_ROWS, 2 * table.rows()));
        table = table(manager, 0, Math.min(more, Math.max(rows, scaling.limit(positions))), 0);
      }
      return table;
    }
  }

  private Table table(NDManager owner, int from, int to, int length) {
    float[] frequencies = scaling.frequencies(theta, headDim, positions, length);
    int half = headDim / 2;
    float[] c = new float[(to - from) * headDim];
    float[] s = new float[(to - from) * headDim];
    for (int t = from; t < to; t++) {
      int row = (t - from) * headDim;
      for (int j = 0; j < half; j++) {
        float angle = t * frequencies[j];
        c[row + j] = c[row + half + j] = (float) Math.cos(angle);
        // The sign that the second half takes on its way to the first.
        s[row + j] = (float) -Math.sin(angle);
        s[row + half + j] = (float) Math.sin(angle);
      }
    }
    Shape shape = new Shape(to - from, headDim);
    return new Table(owner.create(c, shape), owner.create(s, shape), to);
  }
}
