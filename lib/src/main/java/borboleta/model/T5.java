package borboleta.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.nn.Activation;
import borboleta.nn.KvCache;
import borboleta.nn.RmsNorm;
import borboleta.nn.T5Attention;
import borboleta.nn.T5FeedForward;
import borboleta.nn.Weights;
import borboleta.tensor.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * T5 (arXiv 1910.10683; parameter names of transformers' {@code T5ForConditionalGeneration}): an
 * encoder that reads a text and a decoder that writes another.
 */
public final class T5 implements Network {
  private final Config config;
  private final Weights weights;
  private final NDManager manager;
  private final NDArray shared; // (V, H)
  private final NDArray head; // (V, H), the same array as shared when they are tied
  private final NDArray encoderTable; // (buckets, N)
  private final NDArray decoderTable; // (buckets, N)
  private final List<Block> encoder = new ArrayList<>();
  private final List<Block> decoder = new ArrayList<>();
  private final RmsNorm encoderNorm;
  private final RmsNorm decoderNorm;

  /**
   * Sizes and constants, under the names of config.json.
   *
   * @param gated whether feed-forward parts have a gate (T5 1.1, Flan-T5)
   * @param scaleDecoderOutputs whether the head sees its input times {@code dModel} to the -1/2
   */
  public record Config(
      int vocabSize,
      int dModel,
      int dKv,
      int dFf,
      int numLayers,
      int numDecoderLayers,
      int numHeads,
      int relativeAttentionNumBuckets,
      int relativeAttentionMaxDistance,
      float layerNormEpsilon,
      Activation activation,
      boolean gated,
      boolean tieWordEmbeddings,
      boolean scaleDecoderOutputs,
      int decoderStartTokenId,
      int padTokenId,
      int eosTokenId) {}

  /**
   * What the decoder looks at of a text that was read, made once for all words that it writes.
   *
   * @param keys of each decoder layer: (B, N, S, D)
   * @param values of each decoder layer: (B, N, S, D)
   * @param bias that hides padding, (B, 1, 1, S), or null
   */
  public record Memory(List<NDArray> keys, List<NDArray> values, NDArray bias) {

    /**
     * Makes a memory whose row i is this one's row rows[i].
     *
     * @param rows (R), int64
     * @param manager owns it
     */
    public Memory take(NDArray rows, NDManager manager) {
      return new Memory(
          keys.stream().map(array -> taken(array, rows, manager)).toList(),
          values.stream().map(array -> taken(array, rows, manager)).toList(),
          bias == null ? null : taken(bias, rows, manager));
    }

    /** Rows of an array (B, …): (R, …). */
    private static NDArray taken(NDArray array, NDArray rows, NDManager manager) {
      Shape row = array.getShape().slice(1);
      try (NDArray flat = array.reshape(array.getShape().get(0), row.size())) {
        NDArray taken = Ops.rows(flat, rows).reshape(new Shape(rows.size()).addAll(row));
        taken.attach(manager);
        return taken;
      }
    }
  }

  /**
   * Builds the network.
   *
   * @param manager owns the parameters from now on; {@link #close} closes it
   */
  public T5(Weights w, Config c, NDManager manager) {
    this.config = c;
    this.weights = w;
    this.manager = manager;
    int h = c.dModel();
    shared = w.get("shared.weight", c.vocabSize(), h);
    String table = ".block.0.layer.0.SelfAttention.relative_attention_bias.weight";
    encoderTable = w.get("encoder" + table, c.relativeAttentionNumBuckets(), c.numHeads());
    for (int i = 0; i < c.numLayers(); i++) {
      encoder.add(new Block(w.in("encoder.block." + i + ".layer."), c, false));
    }
    encoderNorm = new RmsNorm(w, "encoder.final_layer_norm", h, c.layerNormEpsilon());
    decoderTable = w.get("decoder" + table, c.relativeAttentionNumBuckets(), c.numHeads());
    for (int i = 0; i < c.numDecoderLayers(); i++) {
      decoder.add(new Block(w.in("decoder.block." + i + ".layer."), c, true));
    }
    decoderNorm = new RmsNorm(w, "decoder.final_layer_norm", h, c.layerNormEpsilon());
    head = c.tieWordEmbeddings() ? shared : w.get("lm_head.weight", c.vocabSize(), h);
  }

  public Config config() {
    return config;
  }

  /**
   * Reads a text.
   *
   * @param ids (B, S), int64
   * @param mask (B, S), int64, 0 where a row is padding, or null
   * @return (B, S, H)
   */
  public NDArray encode(NDArray ids, NDArray mask) {
    NDArray x = Ops.embedding(ids, shared); // (B, S, H)
    long s = ids.getShape().get(1);
    NDArray bias = bias(encoderTable, s, s, false); // (1, N, S, S)
    if (mask != null) {
      bias = Ops.add(bias, Ops.maskBias(mask)); // (B, N, S, S)
    }
    for (Block block : encoder) {
      x = block.read(x, bias);
    }
    return encoderNorm.forward(x);
  }

  /** Prepares what {@link #encode} gave, (B, S, H), for the decoder; mask as there. */
  public Memory remember(NDArray encoded, NDArray mask) {
    return new Memory(
        decoder.stream().map(block -> block.cross.keys(encoded)).toList(),
        decoder.stream().map(block -> block.cross.values(encoded)).toList(),
        mask == null ? null : Ops.maskBias(mask));
  }

  /**
   * Computes the decoder's states, ready for {@link #logits}.
   *
   * @param ids words written so far, (B, T), or the new ones alone where there is a cache
   * @param cache past keys and values, or null; it advances by T
   * @return (B, T, H)
   */
  public NDArray decode(NDArray ids, Memory memory, KvCache cache) {
    NDArray x = Ops.embedding(ids, shared); // (B, T, H)
    long t = ids.getShape().get(1);
    long past = cache == null ? 0 : cache.position();
    NDArray bias = bias(decoderTable, t, past + t, true); // (1, N, T, past + T)
    for (int i = 0; i < decoder.size(); i++) {
      x = decoder.get(i).write(x, i, bias, memory, cache);
    }
    if (cache != null) {
      cache.advance((int) t);
    }
    NDArray y = decoderNorm.forward(x); // (B, T, H)
    return config.scaleDecoderOutputs() ? Ops.scale(y, (float) Math.pow(config.dModel(), -0.5)) : y;
  }

  /** Scores every word: the decoder's states (…, H) to logits (…, V). */
  public NDArray logits(NDArray decoded) {
    return Ops.linear(decoded, head);
  }

  /** What the decoder reads when it is taught labels (B, T): a start, then all but the last. */
  public NDArray decoderInput(NDArray labels) {
    return Ops.shiftRight(labels, config.decoderStartTokenId(), config.padTokenId());
  }

  /** Makes an empty cache of the decoder for a number of rows and positions. */
  public KvCache newCache(int batch, int positions) {
    return new KvCache(decoder.size(), batch, config.numHeads(), positions, config.dKv());
  }

  private NDArray bias(NDArray table, long queries, long keys, boolean causal) {
    return Ops.relativeBias(
        table, queries, keys, config.relativeAttentionMaxDistance(), causal); // (1, N, T, S)
  }

  @Override
  public Map<String, NDArray> parameters() {
    return weights.all();
  }

  @Override
  public void close() {
    manager.close();
  }

  /** Attention to the own text, in the decoder to the other one too, then the feed-forward part. */
  private static final class Block {
    private final T5Attention self;
    private final RmsNorm selfNorm;
    private final T5Attention cross; // null in the encoder
    private final RmsNorm crossNorm; // null in the encoder
    private final T5FeedForward feedForward;

    Block(Weights w, Config c, boolean decoder) {
      int h = c.dModel();
      self = new T5Attention(w.in("0.SelfAttention."), h, c.numHeads(), c.dKv());
      selfNorm = new RmsNorm(w, "0.layer_norm", h, c.layerNormEpsilon());
      cross =
          decoder ? new T5Attention(w.in("1.EncDecAttention."), h, c.numHeads(), c.dKv()) : null;
      crossNorm = decoder ? new RmsNorm(w, "1.layer_norm", h, c.layerNormEpsilon()) : null;
      Weights last = w.in(decoder ? "2." : "1.");
      feedForward =
          new T5FeedForward(last, h, c.dFf(), c.layerNormEpsilon(), c.activation(), c.gated());
    }

    NDArray read(NDArray x, NDArray bias) {
      NDArray n = selfNorm.forward(x); // (B, S, H)
      NDArray a = self.forward(n, self.keys(n), self.values(n), bias); // (B, S, H)
      return feedForward.forward(Ops.add(x, a));
    }

    NDArray write(NDArray x, int index, NDArray bias, Memory memory, KvCache cache) {
      NDArray n = selfNorm.forward(x); // (B, T, H)
      NDArray k = self.keys(n); // (B, N, T, D)
      NDArray v = self.values(n); // (B, N, T, D)
      if (cache != null) {
        k = cache.keys(index, k); // (B, N, past + T, D)
        v = cache.values(index, v); // (B, N, past + T, D)
      }
      NDArray y = Ops.add(x, self.forward(n, k, v, bias)); // (B, T, H)
      NDArray read = // (B, T, H)
          cross.forward(
              crossNorm.forward(y),
              memory.keys().get(index),
              memory.values().get(index),
              memory.bias());
      return feedForward.forward(Ops.add(y, read));
    }
  }
}
