package borboleta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.tensor.Ops;

/**
 * A low-rank change of a linear layer (arXiv 2106.09685, section 4.1): x A^T B^T, scaled.
 *
 * @param a (r, in), fp32
 * @param b (out, r), fp32
 * @param scale (), alpha / r
 */
public record Lora(NDArray a, NDArray b, NDArray scale) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The change as a weight (out, in). */
  public NDArray delta() {
    return Ops.mul(Ops.linear(b, a.transpose()), scale);
  }

  /**
   * What the op pack needs to leave out a share of the inputs: scale, share and key, (3), fp64. The
   * mask is a hash of key and place, so that it is the same whenever and wherever it is computed.
   *
   * @param key of the step
   * @param layer number of the layer, whose mask is its own
   */
  NDArray dropping(NDManager manager, double share, long key, int layer) {
    long mixed = (key + layer + 1) * GOLDEN;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    double[] settings = {scale.getFloat(), share, (int) (mixed >>> 32)};
    return manager.create(settings);
  }
}
