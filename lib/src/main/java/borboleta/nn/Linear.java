package borboleta.nn;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;

/** A linear layer, x times the transpose of weight, plus bias where it has one. */
public final class Linear {
  private final NDArray weight; // (O, H)
  private final NDArray bias; // (O) or null

  private Linear(NDArray weight, NDArray bias) {
    this.weight = weight;
    this.bias = bias;
  }

  public static Linear of(Weights weights, String name, int in, int out, boolean bias) {
    return new Linear(
        weights.get(name + ".weight", out, in), bias ? weights.get(name + ".bias", out) : null);
  }

  /** (…, in) to (…, out). */
  public NDArray forward(NDArray x) {
    return bias == null ? Ops.linear(x, weight) : Ops.linear(x, weight, bias);
  }
}
