package borboleta.nn;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.LayerOps;
import borboleta.tensor.Ops;
import java.util.ArrayList;
import java.util.List;

/** One layer of LLaMA; {@link LayerOps#layer} says what it computes. */
public final class DecoderLayer {
  private final int index;
  private final Sizes sizes;
  private final NDArray inputNorm; // (H)
  private final NDArray postAttentionNorm; // (H)
  private final List<Linear> linears; // query, key, value, output, gate, up, down

  /** Sizes of a layer and which of its products have a bias; the key heads divide the heads. */
  public record Sizes(
      int hiddenSize,
      int intermediateSize,
      int heads,
      int keyValueHeads,
      int headDim,
      float rmsNormEps,
      boolean attentionBias,
      boolean mlpBias) {}

  public DecoderLayer(Weights w, int index, Sizes s) {
    this.index = index;
    this.sizes = s;
    int h = s.hiddenSize();
    int q = s.heads() * s.headDim();
    int kv = s.keyValueHeads() * s.headDim();
    int inner = s.intermediateSize();
    linears =
        List.of(
            Linear.of(w, "self_attn.q_proj", h, q, s.attentionBias()),
            Linear.of(w, "self_attn.k_proj", h, kv, s.attentionBias()),
            Linear.of(w, "self_attn.v_proj", h, kv, s.attentionBias()),
            Linear.of(w, "self_attn.o_proj", q, h, s.attentionBias()),
            Linear.of(w, "mlp.gate_proj", h, inner, s.mlpBias()),
            Linear.of(w, "mlp.up_proj", h, inner, s.mlpBias()),
            Linear.of(w, "mlp.down_proj", inner, h, s.mlpBias()));
    inputNorm = w.get("input_layernorm.weight", h);
    postAttentionNorm = w.get("post_attention_layernorm.weight", h);
  }

  /** The layer's arrays in the order of {@link LayerOps#layer}. */
  public List<NDArray> weights() {
    List<NDArray> weights = new ArrayList<>(List.of(inputNorm, postAttentionNorm));
    linears.forEach(linear -> weights.addAll(linear.slots()));
    return weights;
  }

  /**
   * Computes the layer.
   *
   * @param x (B, T, H)
   * @param mask (B, 1, T, S), true where a query may look among the past and the new keys, or null
   *     for plain causal attention
   * @param cache past keys and values, or null
   * @return (B, T, H)
   */
  public NDArray forward(NDArray x, Rope.Angles angles, NDArray mask, KvCache cache) {
    return LayerOps.layer(
        x,
        weights(),
        angles.cos(),
        angles.sin(),
        mask == null ? Ops.none() : mask,
        cache == null ? Ops.none() : cache.keys(index),
        cache == null ? Ops.none() : cache.values(index),
        cache == null ? 0 : cache.position(),
        sizes.heads(),
        sizes.keyValueHeads(),
        sizes.rmsNormEps());
  }
}
