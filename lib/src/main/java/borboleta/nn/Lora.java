package borboleta.nn;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;

/**
 * A low-rank change of a linear layer (arXiv 2106.09685, section 4.1): x A^T B^T, scaled.
 *
 * @param a (r, in), fp32
 * @param b (out, r), fp32
 * @param scale (), alpha / r
 */
public record Lora(NDArray a, NDArray b, NDArray scale) {

  /** The change as a weight (out, in). */
  public NDArray delta() {
    return Ops.mul(Ops.linear(b, a.transpose()), scale);
  }
}
