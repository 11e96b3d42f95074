package borboleta.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import borboleta.nn.Activation;
import borboleta.nn.Linear;
import borboleta.nn.RmsNorm;
import borboleta.nn.Weights;
import borboleta.tensor.LayerOps;
import borboleta.tensor.Ops;
import borboleta.tensor.TensorList;
import borboleta.tensor.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Mamba (arXiv 2312.00752; parameter names of transformers' {@code MambaForCausalLM}): a language
 * model without attention, whose memory of the text has the same size however long the text is.
 */
public final class Mamba implements Network {
  private final Config config;
  private final Weights weights;
  private final NDManager manager;
  private final NDArray words; // (V, H)
  private final NDArray head; // (V, H), the same array as words when they are tied
  private final List<Mixer> layers = new ArrayList<>();
  private final RmsNorm norm;

  /** Sizes and constants, under the names of config.json. */
  public record Config(
      int vocabSize,
      int hiddenSize,
      int intermediateSize,
      int stateSize,
      int numHiddenLayers,
      int convKernel,
      int timeStepRank,
      float layerNormEpsilon,
      Activation hiddenAct,
      boolean useBias,
      boolean useConvBias,
      boolean tieWordEmbeddings,
      int bosTokenId,
      int eosTokenId) {}

  /** All that is remembered of the text so far; its size does not depend on the text's length. */
  public static final class State implements AutoCloseable {
    private final NDManager manager = Torch.newManager();
    private final NDArray[] conv; // a layer: (B, I, k - 1)
    private final NDArray[] ssm; // a layer: (B, I, S)

    private final Config config;

    private State(Config c, long batch) {
      config = c;
      conv = new NDArray[c.numHiddenLayers()];
      ssm = new NDArray[c.numHiddenLayers()];
      Shape last = new Shape(batch, c.intermediateSize(), c.convKernel() - 1L);
      Shape hidden = new Shape(batch, c.intermediateSize(), c.stateSize());
      for (int i = 0; i < conv.length; i++) {
        conv[i] = manager.zeros(last, DataType.FLOAT32);
        ssm[i] = manager.zeros(hidden, DataType.FLOAT32);
      }
    }

    /** A state of its own in which row i knows what row rows[i] knows here: rows (R), int64. */
    public State take(NDArray rows) {
      State taken = new State(config, rows.size());
      copy(taken.conv, conv, rows, config.convKernel() - 1L);
      copy(taken.ssm, ssm, rows, config.stateSize());
      return taken;
    }

    private static void copy(NDArray[] to, NDArray[] from, NDArray rows, long width) {
      try (TensorList targets = new TensorList(List.of(to));
          TensorList sources = new TensorList(List.of(from))) {
        LayerOps.takeRows(targets, sources, rows, 0, width);
      }
    }

    /** What it holds: the last inputs of every layer's convolution, then every layer's state. */
    List<NDArray> arrays() {
      return Stream.concat(Arrays.stream(conv), Arrays.stream(ssm)).toList();
    }

    @Override
    public void close() {
      manager.close();
    }
  }

  /**
   * Builds the network.
   *
   * @param manager owns the parameters from now on; {@link #close} closes it
   */
  public Mamba(Weights weights, Config c, NDManager manager) {
    this.config = c;
    this.weights = weights;
    this.manager = manager;
    Weights w = weights.in("backbone.");
    words = w.get("embeddings.weight", c.vocabSize(), c.hiddenSize());
    for (int i = 0; i < c.numHiddenLayers(); i++) {
      layers.add(new Mixer(w.in("layers." + i + "."), c));
    }
    norm = new RmsNorm(w, "norm_f", c.hiddenSize(), c.layerNormEpsilon());
    head =
        c.tieWordEmbeddings()
            ? words
            : weights.get("lm_head.weight", c.vocabSize(), c.hiddenSize());
  }

  public Config config() {
    return config;
  }

  /** Looks words up: ids (B, T), int64, to (B, T, H). */
  public NDArray embed(NDArray ids) {
    return Ops.embedding(ids, words);
  }

  /**
   * Computes the hidden states after the last norm.
   *
   * @param x word vectors (B, T, H)
   * @param state the text before, or null for none; it then knows these positions too. With a state
   *     no gradients are recorded
   * @return (B, T, H)
   */
  public NDArray hidden(NDArray x, State state) {
    NDArray y = x; // (B, T, H)
    for (int i = 0; i < layers.size(); i++) {
      NDArray conv = state == null ? null : state.conv[i];
      y = layers.get(i).forward(y, conv, state == null ? null : state.ssm[i]);
    }
    return norm.forward(y);
  }

  /** Scores every word: hidden states (…, H) to logits (…, V). */
  public NDArray logits(NDArray hidden) {
    return Ops.linear(hidden, head);
  }

  /** Scores every word of a text: ids (B, T), int64, to (B, T, V). */
  public NDArray forward(NDArray ids) {
    return logits(hidden(embed(ids), null));
  }

  /** Makes the state before the first word. */
  public State newState(int batch) {
    return new State(config, batch);
  }

  @Override
  public Map<String, NDArray> parameters() {
    return weights.all();
  }

  @Override
  public void close() {
    manager.close();
  }

  /** One layer: a norm, a convolution over the last words, the selective scan, a gate. */
  private static final class Mixer {
    private final int inner;
    private final int rank;
    private final int stateSize;
    private final Activation activation;
    private final RmsNorm norm;
    private final Linear in;
    private final NDArray convWeight; // (I, 1, k)
    private final NDArray convBias; // (I) or null
    private final Linear parameters;
    private final Linear step;
    private final NDArray aLog; // (I, S)
    private final NDArray d; // (I)
    private final Linear out;

    Mixer(Weights layer, Config c) {
      inner = c.intermediateSize();
      rank = c.timeStepRank();
      stateSize = c.stateSize();
      activation = c.hiddenAct();
      norm = new RmsNorm(layer, "norm", c.hiddenSize(), c.layerNormEpsilon());
      Weights w = layer.in("mixer.");
      in = Linear.of(w, "in_proj", c.hiddenSize(), 2 * inner, c.useBias());
      convWeight = w.get("conv1d.weight", inner, 1, c.convKernel());
      convBias = c.useConvBias() ? w.get("conv1d.bias", inner) : null;
      parameters = Linear.of(w, "x_proj", inner, rank + 2 * stateSize, false);
      step = Linear.of(w, "dt_proj", rank, inner, true);
      aLog = w.get("A_log", inner, stateSize);
      d = w.get("D", inner);
      out = Linear.of(w, "out_proj", inner, c.hiddenSize(), c.useBias());
    }

    NDArray forward(NDArray hidden, NDArray conv, NDArray ssm) {
      NDArray both = in.forward(norm.forward(hidden)); // (B, T, 2 I)
      NDArray x = Ops.part(both, 0, inner); // (B, T, I)
      NDArray gate = Ops.part(both, inner, 2L * inner); // (B, T, I)
      x = // (B, T, I)
          conv == null ? Ops.causalConv(x, convWeight) : Ops.causalConvAfter(x, convWeight, conv);
      x = activation.forward(convBias == null ? x : Ops.add(x, convBias)); // (B, T, I)
      NDArray selected = parameters.forward(x); // (B, T, R + 2 S)
      NDArray dt = step.forward(Ops.part(selected, 0, rank)); // (B, T, I)
      NDArray b = Ops.part(selected, rank, (long) rank + stateSize); // (B, T, S)
      NDArray c = // (B, T, S)
          Ops.part(selected, (long) rank + stateSize, rank + 2L * stateSize);
      NDArray y = // (B, T, I)
          ssm == null
              ? Ops.selectiveScan(x, dt, aLog, b, c, d)
              : Ops.selectiveScanAfter(x, dt, aLog, b, c, d, ssm);
      return Ops.add(hidden, out.forward(Ops.mul(y, Ops.silu(gate))));
    }
  }
}
