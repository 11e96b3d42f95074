package borboleta.nn;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;

/** One layer of LLaMA: causal attention with rotary positions, then SwiGLU, each before a norm. */
public final class DecoderLayer {
  private final int index;
  private final int heads;
  private final int keyValueHeads;
  private final RmsNorm inputNorm;
  private final RmsNorm postAttentionNorm;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear output;
  private final Linear gate;
  private final Linear up;
  private final Linear down;

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
    this.heads = s.heads();
    this.keyValueHeads = s.keyValueHeads();
    int h = s.hiddenSize();
    int q = s.heads() * s.headDim();
    int kv = s.keyValueHeads() * s.headDim();
    query = Linear.of(w, "self_attn.q_proj", h, q, s.attentionBias());
    key = Linear.of(w, "self_attn.k_proj", h, kv, s.attentionBias());
    value = Linear.of(w, "self_attn.v_proj", h, kv, s.attentionBias());
    output = Linear.of(w, "self_attn.o_proj", q, h, s.attentionBias());
    gate = Linear.of(w, "mlp.gate_proj", h, s.intermediateSize(), s.mlpBias());
    up = Linear.of(w, "mlp.up_proj", h, s.intermediateSize(), s.mlpBias());
    down = Linear.of(w, "mlp.down_proj", s.intermediateSize(), h, s.mlpBias());
    inputNorm = new RmsNorm(w, "input_layernorm", h, s.rmsNormEps());
    postAttentionNorm = new RmsNorm(w, "post_attention_layernorm", h, s.rmsNormEps());
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
  public NDArray forward(NDArray x, Rope rope, NDArray mask, KvCache cache) {
    int position = cache == null ? 0 : cache.position();
    NDArray h = inputNorm.forward(x); // (B, T, H)
    NDArray q = rope.forward(Ops.heads(query.forward(h), heads), position); // (B, N, T, D)
    NDArray k = rope.forward(Ops.heads(key.forward(h), keyValueHeads), position);
    NDArray v = Ops.heads(value.forward(h), keyValueHeads);
    if (cache != null) {
      k = cache.keys(index, k); // (B, N, position + T, D)
      v = cache.values(index, v);
    }
    NDArray a = // (B, N, T, D)
        mask == null ? Ops.causalAttention(q, k, v) : Ops.maskedAttention(q, k, v, mask);
    NDArray y = Ops.add(x, output.forward(Ops.mergeHeads(a))); // (B, T, H)
    NDArray n = postAttentionNorm.forward(y);
    return Ops.add(y, down.forward(Ops.swiGlu(gate.forward(n), up.forward(n))));
  }
}
