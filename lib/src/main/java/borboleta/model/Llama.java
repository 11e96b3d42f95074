package borboleta.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.nn.DecoderLayer;
import borboleta.nn.KvCache;
import borboleta.nn.Linear;
import borboleta.nn.RmsNorm;
import borboleta.nn.Rope;
import borboleta.nn.RopeScaling;
import borboleta.nn.Weights;
import borboleta.tensor.LayerOps;
import borboleta.tensor.Ops;
import borboleta.tensor.Recompute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** LLaMA (arXiv 2302.13971; parameter names of transformers' {@code LlamaForCausalLM}). */
public final class Llama implements Network {
  private final Config config;
  private final Weights weights;
  private final NDManager manager;
  private final NDArray embedTokens; // (V, H)
  private final Linear lmHead; // over embedTokens when they are tied
  private final List<DecoderLayer> layers = new ArrayList<>();
  private final RmsNorm norm;
  private final Rope rope;
  private boolean recomputes;

  /** Sizes and constants, under the names of {@code text_config}. */
  public record Config(
      int vocabSize,
      int hiddenSize,
      int intermediateSize,
      int numHiddenLayers,
      int numAttentionHeads,
      int numKeyValueHeads,
      int headDim,
      int maxPositionEmbeddings,
      float rmsNormEps,
      double ropeTheta,
      boolean tieWordEmbeddings,
      int bosTokenId,
      int eosTokenId,
      int padTokenId,
      RopeScaling ropeScaling,
      boolean attentionBias,
      boolean mlpBias) {

    /** The sizes of a plain LLaMA: no stretched positions, no biases. */
    public Config(
        int vocabSize,
        int hiddenSize,
        int intermediateSize,
        int numHiddenLayers,
        int numAttentionHeads,
        int numKeyValueHeads,
        int headDim,
        int maxPositionEmbeddings,
        float rmsNormEps,
        double ropeTheta,
        boolean tieWordEmbeddings,
        int bosTokenId,
        int eosTokenId,
        int padTokenId) {
      this(
          vocabSize,
          hiddenSize,
          intermediateSize,
          numHiddenLayers,
          numAttentionHeads,
          numKeyValueHeads,
          headDim,
          maxPositionEmbeddings,
          rmsNormEps,
          ropeTheta,
          tieWordEmbeddings,
          bosTokenId,
          eosTokenId,
          padTokenId,
          RopeScaling.NONE,
          false,
          false);
    }
  }

  /**
   * Builds the network.
   *
   * @param manager owns the parameters and the table of rotary positions; {@link #close} closes it
   */
  public Llama(Weights w, Config c, NDManager manager) {
    config = c;
    weights = w;
    this.manager = manager;
    Weights model = w.in("model.");
    embedTokens = model.get("embed_tokens.weight", c.vocabSize(), c.hiddenSize());
    DecoderLayer.Sizes sizes =
        new DecoderLayer.Sizes(
            c.hiddenSize(),
            c.intermediateSize(),
            c.numAttentionHeads(),
            c.numKeyValueHeads(),
            c.headDim(),
            c.rmsNormEps(),
            c.attentionBias(),
            c.mlpBias());
    for (int i = 0; i < c.numHiddenLayers(); i++) {
      layers.add(new DecoderLayer(model.in("layers." + i + "."), i, sizes));
    }
    norm = new RmsNorm(model, "norm", c.hiddenSize(), c.rmsNormEps());
    lmHead =
        c.tieWordEmbeddings()
            ? Linear.tied(w, embedTokens)
            : Linear.of(w, "lm_head", c.hiddenSize(), c.vocabSize(), false);
    rope =
        new Rope(manager, c.maxPositionEmbeddings(), c.headDim(), c.ropeTheta(), c.ropeScaling());
  }

  public Config config() {
    return config;
  }

  /**
   * Whether training keeps only what goes into each layer and computes the rest again on the way
   * back ({@link Recompute}).
   */
  public void recompute(boolean yes) {
    recomputes = yes;
  }

  /** Looks words up: ids (B, T), int64, to (B, T, H). */
  public NDArray embed(NDArray ids) {
    return Ops.embedding(ids, embedTokens);
  }

  /**
   * Computes the hidden states after the last norm.
   *
   * @param x word vectors (B, T, H)
   * @param mask (B, 1, T, S), true where a query may look among the past and the new positions, or
   *     null for plain causal attention
   * @param cache past keys and values, or null; it advances by T
   * @return (B, T, H)
   */
  public NDArray hidden(NDArray x, NDArray mask, KvCache cache) {
    int past = cache == null ? 0 : cache.position();
    checkLength(config, past + x.getShape().get(1));
    int count = (int) x.getShape().get(1);
    if (cache != null) {
      cache.prepare(x, x.getShape().get(0), count);
    }
    Rope.Angles angles = rope.at(past, count, x);
    NDArray y = x;
    for (DecoderLayer layer : layers) {
      y =
          recomputes && cache == null
              ? Recompute.segment(y, in -> layer.forward(in, angles, mask, null))
              : layer.forward(y, angles, mask, cache);
    }
    if (cache != null) {
      cache.advance(count);
    }
    return norm.forward(y);
  }

  /** Refuses more positions than the model was made for. */
  static void checkLength(Config config, long positions) {
    int limit = config.ropeScaling().limit(config.maxPositionEmbeddings());
    if (positions > limit) {
      throw new IllegalArgumentException(
          positions
              + " positions are more than the model's "
              + limit
              + " (max_position_embeddings); shorten the prompt");
    }
  }

  /** Scores every word: hidden states (…, H) to logits (…, V). */
  public NDArray logits(NDArray hidden) {
    return lmHead.forward(hidden);
  }

  /** Makes an empty cache for a number of rows and positions. */
  public KvCache newCache(int batch, int positions) {
    return new KvCache(
        layers.size(), batch, config.numKeyValueHeads(), positions, config.headDim());
  }

  /** Prepares to read words one at a time behind what a cache holds. */
  public LlamaDecoder decoder(KvCache cache) {
    List<NDArray> all = new ArrayList<>();
    layers.forEach(layer -> all.addAll(layer.weights()));
    List<NDArray> ends = new ArrayList<>();
    ends.add(embedTokens);
    ends.add(norm.weight());
    ends.add(LayerOps.eps(config.rmsNormEps()));
    ends.addAll(lmHead.slots());
    return new LlamaDecoder(config, rope, cache, all, ends);
  }

  /** Every linear layer by its name in a checkpoint. */
  public Map<String, Linear> linears() {
    return weights.linears();
  }

  @Override
  public Map<String, NDArray> parameters() {
    return weights.all();
  }

  @Override
  public void close() {
    manager.close();
  }
}
