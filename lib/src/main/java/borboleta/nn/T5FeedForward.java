package borboleta.nn;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;

/**
 * T5's feed-forward part with its norm and residual: one activated product (arXiv 1910.10683) or
 * two of which one gates the other (arXiv 2002.05202).
 */
public final class T5FeedForward {
  private final RmsNorm norm;
  private final Activation activation;
  private final Linear activated;
  private final Linear gated; // null where there is no gate
  private final Linear output;

  public T5FeedForward(
      Weights w, int hiddenSize, int innerSize, float eps, Activation activation, boolean gate) {
    this.activation = activation;
    Weights dense = w.in("DenseReluDense.");
    activated = Linear.of(dense, gate ? "wi_0" : "wi", hiddenSize, innerSize, false);
    gated = gate ? Linear.of(dense, "wi_1", hiddenSize, innerSize, false) : null;
    output = Linear.of(dense, "wo", innerSize, hiddenSize, false);
    norm = new RmsNorm(w, "layer_norm", hiddenSize, eps);
  }

  /** (B, T, H) to (B, T, H). */
  public NDArray forward(NDArray x) {
    NDArray n = norm.forward(x); // (B, T, H)
    NDArray y = activation.forward(activated.forward(n)); // (B, T, F)
    if (gated != null) {
      y = Ops.mul(y, gated.forward(n)); // (B, T, F)
    }
    return Ops.add(x, output.forward(y));
  }
}
