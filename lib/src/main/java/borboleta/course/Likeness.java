package borboleta.course;

import ai.djl.ndarray.NDArray;

/** Compares vectors by the cosine of the angle between them. */
public final class Likeness {
  private Likeness() {}

  /**
   * Compares every row with one of them.
   *
   * @param vectors (P, H), fp32
   * @return (P), between -1 and 1; the row's own is 1
   * @throws IllegalArgumentException when there is no such row
   */
  public static float[] to(NDArray vectors, int row) {
    float[][] rows = rows(vectors);
    if (row < 0 || row >= rows.length) {
      throw new IllegalArgumentException("no row %d among %d vectors".formatted(row, rows.length));
    }
    float[] likeness = new float[rows.length];
    for (int p = 0; p < rows.length; p++) {
      likeness[p] = (float) cosine(rows[p], rows[row]);
    }
    return likeness;
  }

  /**
   * Finds the row of a table that is most like each vector.
   *
   * @param vectors (P, H), fp32
   * @param table (V, H), fp32
   * @return (P), indices into the table
   */
  public static int[] nearest(NDArray vectors, NDArray table) {
    float[][] entries = rows(table);
    float[][] rows = rows(vectors);
    int[] nearest = new int[rows.length];
    for (int p = 0; p < rows.length; p++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int v = 0; v < entries.length; v++) {
        double likeness = cosine(rows[p], entries[v]);
        if (likeness > most) {
          most = likeness;
          nearest[p] = v;
        }
      }
    }
    return nearest;
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
      squaresA += a[i] * a[i];
      squaresB += b[i] * b[i];
    }
    return product / Math.sqrt(squaresA * squaresB + 1e-30);
  }

  private static float[][] rows(NDArray matrix) {
    int rows = (int) matrix.getShape().get(0);
    int columns = (int) matrix.getShape().get(1);
    float[] flat = matrix.toFloatArray();
    float[][] out = new float[rows][columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(flat, i * columns, out[i], 0, columns);
    }
    return out;
  }
}
