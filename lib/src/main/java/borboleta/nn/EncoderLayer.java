package borboleta.nn;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;

/**
 * One layer of CLIP's vision transformer: attention of all to all, then an MLP, each after a norm.
 */
public final class EncoderLayer {
  private final int heads;
  private final boolean quickGelu;
  private final LayerNorm norm1;
  private final LayerNorm norm2;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear output;
  private final Linear fc1;
  private final Linear fc2;

  public EncoderLayer(
      Weights w, int hiddenSize, int intermediateSize, int heads, float eps, boolean quickGelu) {
    this.heads = heads;
    this.quickGelu = quickGelu;
    key = Linear.of(w, "self_attn.k_proj", hiddenSize, hiddenSize, true);
    value = Linear.of(w, "self_attn.v_proj", hiddenSize, hiddenSize, true);
    query = Linear.of(w, "self_attn.q_proj", hiddenSize, hiddenSize, true);
    output = Linear.of(w, "self_attn.out_proj", hiddenSize, hiddenSize, true);
    norm1 = new LayerNorm(w, "layer_norm1", hiddenSize, eps);
    fc1 = Linear.of(w, "mlp.fc1", hiddenSize, intermediateSize, true);
    fc2 = Linear.of(w, "mlp.fc2", intermediateSize, hiddenSize, true);
    norm2 = new LayerNorm(w, "layer_norm2", hiddenSize, eps);
  }

  /** (B, P, H) to (B, P, H). */
  public NDArray forward(NDArray x) {
    NDArray h = norm1.forward(x);
    NDArray q = Ops.heads(query.forward(h), heads); // (B, N, P, D)
    NDArray k = Ops.heads(key.forward(h), heads);
    NDArray v = Ops.heads(value.forward(h), heads);
    NDArray y = Ops.add(x, output.forward(Ops.mergeHeads(Ops.attention(q, k, v)))); // (B, P, H)
    NDArray m = fc1.forward(norm2.forward(y));
    return Ops.add(y, fc2.forward(quickGelu ? Ops.quickGelu(m) : Ops.gelu(m)));
  }
}
