package borboleta.nn;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;

/** Root mean square norm over the hidden size (arXiv 1910.07467). */
public final class RmsNorm {
  private final NDArray weight; // (H)
  private final float eps;

  public RmsNorm(Weights weights, String name, int size, float eps) {
    this.weight = weights.get(name + ".weight", size);
    this.eps = eps;
  }

  /** The norm's weight (H). */
  public NDArray weight() {
    return weight;
  }

  /** (…, H) to (…, H). */
  public NDArray forward(NDArray x) {
    return Ops.rmsNorm(x, weight, eps);
  }
}
