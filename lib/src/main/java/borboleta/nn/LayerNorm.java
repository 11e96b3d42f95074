package borboleta.nn;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;

/** Layer norm over the hidden size (arXiv 1607.06450). */
public final class LayerNorm {
  private final NDArray weight; // (H)
  private final NDArray bias; // (H)
  private final float eps;

  public LayerNorm(Weights weights, String name, int size, float eps) {
    this.weight = weights.get(name + ".weight", size);
    this.bias = weights.get(name + ".bias", size);
    this.eps = eps;
  }

  /** (…, H) to (…, H). */
  public NDArray forward(NDArray x) {
    return Ops.layerNorm(x, weight, bias, eps);
  }
}
