package borboleta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.Ops;

/** Rotary position embedding (arXiv 2104.09864, eq. 34), its table made once. */
public final class Rope {
  private final NDArray cos; // (M, D)
  private final NDArray sin; // (M, D)

  /**
   * Makes the table.
   *
   * @param positions largest number of positions M
   * @param headDim size of a head D, even
   * @param theta base of the wavelengths
   */
  public Rope(NDManager manager, int positions, int headDim, double theta) {
    float[] c = new float[positions * headDim];
    float[] s = new float[positions * headDim];
    int half = headDim / 2;
    for (int t = 0; t < positions; t++) {
      for (int j = 0; j < headDim; j++) {
        // The reference keeps the frequencies in fp32, so the rounding has to be its own.
        float frequency = (float) (1.0 / Math.pow(theta, 2.0 * (j % half) / headDim));
        float angle = t * frequency;
        c[t * headDim + j] = (float) Math.cos(angle);
        s[t * headDim + j] = (float) Math.sin(angle);
      }
    }
    cos = manager.create(c, new Shape(positions, headDim));
    sin = manager.create(s, new Shape(positions, headDim));
  }

  /** Turns queries or keys (B, N, T, D) that stand at position and after. */
  public NDArray forward(NDArray x, int position) {
    return Ops.rope(x, cos, sin, position);
  }
}
