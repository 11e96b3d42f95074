package borboleta.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.nn.Activation;
import borboleta.nn.KvCache;
import borboleta.nn.LayerNorm;
import borboleta.nn.Weights;
import borboleta.tensor.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * GPT-2 (Radford et al. 2019, "Language Models are Unsupervised Multitask Learners"; parameter
 * names of transformers' {@code GPT2LMHeadModel}). Vectors that are no words, such as a picture's,
 * go before the words through {@link #hidden}.
 */
public final class Gpt2 implements Network {
  private final Config config;
  private final Weights weights;
  private final NDManager manager;
  private final NDArray words; // (V, H)
  private final NDArray positions; // (M, H)
  private final NDArray head; // (V, H), the same array as words when they are tied
  private final List<Layer> layers = new ArrayList<>();
  private final LayerNorm norm;

  /** Sizes and constants, under the names of config.json. */
  public record Config(
      int vocabSize,
      int nPositions,
      int nEmbd,
      int nLayer,
      int nHead,
      int nInner,
      float layerNormEpsilon,
      Activation activationFunction,
      boolean scaleAttnWeights,
      boolean scaleAttnByInverseLayerIdx,
      boolean tieWordEmbeddings,
      int bosTokenId,
      int eosTokenId) {}

  /**
   * Builds the network.
   *
   * @param manager owns the parameters from now on; {@link #close} closes it
   */
  public Gpt2(Weights weights, Config c, NDManager manager) {
    this.config = c;
    this.weights = weights;
    this.manager = manager;
    Weights w = weights.in("transformer.");
    words = w.get("wte.weight", c.vocabSize(), c.nEmbd());
    positions = w.get("wpe.weight", c.nPositions(), c.nEmbd());
    for (int i = 0; i < c.nLayer(); i++) {
      layers.add(new Layer(w.in("h." + i + "."), i, c));
    }
    norm = new LayerNorm(w, "ln_f", c.nEmbd(), c.layerNormEpsilon());
    head = c.tieWordEmbeddings() ? words : weights.get("lm_head.weight", c.vocabSize(), c.nEmbd());
  }

  public Config config() {
    return config;
  }

  /** Looks words up: ids (B, T), int64, to (B, T, H). */
  public NDArray embed(NDArray ids) {
    return Ops.embedding(ids, words);
  }

  /** Puts vectors before words: prefix (B, K, H) and ids (B, T) to (B, K + T, H). */
  public NDArray embed(NDArray prefix, NDArray ids) {
    return Ops.join(prefix, embed(ids));
  }

  /**
   * Computes the hidden states after the last norm.
   *
   * @param x vectors (B, T, H) without positions, from {@link #embed}
   * @param mask (B, 1, T, S), true where a query may look among the past and the new positions, or
   *     null for plain causal attention
   * @param cache past keys and values, or null; it advances by T
   * @return (B, T, H)
   * @throws IllegalArgumentException if the text is longer than the model's positions
   */
  public NDArray hidden(NDArray x, NDArray mask, KvCache cache) {
    return hidden(x, null, mask, cache);
  }

  /**
   * The same for rows whose positions are not those of the cache, because padding stands before
   * them.
   *
   * @param positionIds (B, T), int64, or null for the cache's
   */
  public NDArray hidden(NDArray x, NDArray positionIds, NDArray mask, KvCache cache) {
    int past = cache == null ? 0 : cache.position();
    int fresh = (int) x.getShape().get(1);
    if (past + fresh > config.nPositions()) {
      throw new IllegalArgumentException(
          "%d positions are more than the model's %d (n_positions); shorten the prompt"
              .formatted(past + fresh, config.nPositions()));
    }
    NDArray y = // (B, T, H)
        positionIds == null
            ? Ops.addPositions(x, positions, past)
            : Ops.add(x, Ops.embedding(positionIds, positions));
    for (Layer layer : layers) {
      y = layer.forward(y, mask, cache);
    }
    if (cache != null) {
      cache.advance(fresh);
    }
    return norm.forward(y);
  }

  /** Scores every word: hidden states (…, H) to logits (…, V). */
  public NDArray logits(NDArray hidden) {
    return Ops.linear(hidden, head);
  }

  /** Scores every word of a text: ids (B, T), int64, to (B, T, V). */
  public NDArray forward(NDArray ids) {
    return logits(hidden(embed(ids), null, null));
  }

  /** Makes an empty cache for a number of rows and positions. */
  public KvCache newCache(int batch, int positions) {
    return new KvCache(
        layers.size(), batch, config.nHead(), positions, config.nEmbd() / config.nHead());
  }

  @Override
  public Map<String, NDArray> parameters() {
    return weights.all();
  }

  @Override
  public void close() {
    manager.close();
  }

  /** A product whose weight lies as (in, out), as GPT-2's first code had it. */
  private record Product(NDArray weight, NDArray bias) {
    static Product of(Weights w, String name, int in, int out) {
      return new Product(w.get(name + ".weight", in, out), w.get(name + ".bias", out));
    }

    NDArray forward(NDArray x) {
      return Ops.product(x, weight, bias);
    }
  }

  /** Causal attention, then an MLP, each after a norm. */
  private static final class Layer {
    private final int index;
    private final int size;
    private final int heads;
    private final float queryScale;
    private final Activation activation;
    private final LayerNorm norm1;
    private final LayerNorm norm2;
    private final Product queryKeyValue;
    private final Product output;
    private final Product up;
    private final Product down;

    Layer(Weights w, int index, Config c) {
      this.index = index;
      size = c.nEmbd();
      heads = c.nHead();
      queryScale = queryScale(index, c);
      activation = c.activationFunction();
      norm1 = new LayerNorm(w, "ln_1", size, c.layerNormEpsilon());
      queryKeyValue = Product.of(w, "attn.c_attn", size, 3 * size);
      output = Product.of(w, "attn.c_proj", size, size);
      norm2 = new LayerNorm(w, "ln_2", size, c.layerNormEpsilon());
      up = Product.of(w, "mlp.c_fc", size, c.nInner());
      down = Product.of(w, "mlp.c_proj", c.nInner(), size);
    }

    /** What queries are multiplied by beside the division by the root of D: 1 in GPT-2 itself. */
    private static float queryScale(int index, Config c) {
      double scale = c.scaleAttnWeights() ? 1 : Math.sqrt((double) c.nEmbd() / c.nHead());
      return (float) (c.scaleAttnByInverseLayerIdx() ? scale / (index + 1) : scale);
    }

    NDArray forward(NDArray x, NDArray mask, KvCache cache) {
      NDArray all = queryKeyValue.forward(norm1.forward(x)); // (B, T, 3 H)
      NDArray q = Ops.heads(Ops.part(all, 0, size), heads); // (B, N, T, D)
      NDArray k = Ops.heads(Ops.part(all, size, 2L * size), heads); // (B, N, T, D)
      NDArray v = Ops.heads(Ops.part(all, 2L * size, 3L * size), heads); // (B, N, T, D)
      if (queryScale != 1) {
        q = Ops.scale(q, queryScale);
      }
      if (cache != null) {
        k = cache.keys(index, k); // (B, N, S, D)
        v = cache.values(index, v); // (B, N, S, D)
      }
      NDArray a = // (B, N, T, D)
          mask == null ? Ops.causalAttention(q, k, v) : Ops.maskedAttention(q, k, v, mask);
      NDArray y = Ops.add(x, output.forward(Ops.mergeHeads(a))); // (B, T, H)
      NDArray m = activation.forward(up.forward(norm2.forward(y))); // (B, T, F)
      return Ops.add(y, down.forward(m));
    }
  }
}
