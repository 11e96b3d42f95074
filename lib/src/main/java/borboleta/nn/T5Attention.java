package borboleta.nn;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;

/**
 * T5's attention: no biases, no division by the root of the head's size, and a bias on the scores
 * that says how far apart query and key stand (arXiv 1910.10683, section 2.1).
 */
public final class T5Attention {
  private final int heads;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear output;

  /** Takes the parameters q, k, v and o; the heads together need not be as wide as the model. */
  public T5Attention(Weights w, int hiddenSize, int heads, int headDim) {
    this.heads = heads;
    int inner = heads * headDim;
    query = Linear.of(w, "q", hiddenSize, inner, false);
    key = Linear.of(w, "k", hiddenSize, inner, false);
    value = Linear.of(w, "v", hiddenSize, inner, false);
    output = Linear.of(w, "o", inner, hiddenSize, false);
  }

  /** Keys of (B, S, H): (B, N, S, D). */
  public NDArray keys(NDArray x) {
    return Ops.heads(key.forward(x), heads);
  }

  /** Values of (B, S, H): (B, N, S, D). */
  public NDArray values(NDArray x) {
    return Ops.heads(value.forward(x), heads);
  }

  /**
   * Looks from x at keys and values.
   *
   * @param x (B, T, H)
   * @param keys (B, N, S, D)
   * @param values (B, N, S, D)
   * @param bias broadcasts to (B, N, T, S), or null
   * @return (B, T, H)
   */
  public NDArray forward(NDArray x, NDArray keys, NDArray values, NDArray bias) {
    NDArray q = Ops.heads(query.forward(x), heads); // (B, N, T, D)
    NDArray a = // (B, N, T, D)
        bias == null
            ? Ops.unscaledAttention(q, keys, values)
            : Ops.biasedAttention(q, keys, values, bias);
    return output.forward(Ops.mergeHeads(a));
  }
}
