package borboleta.tensor;

import static borboleta.tensor.OpPack.call;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ops of the pack, typed. Every result belongs to the innermost {@link Scope} and joins the
 * graph while gradients are recorded.
 *
 * <p>Letters: B batch, T positions, H hidden size, N heads, D size of a head, V vocabulary, P
 * patches, O outputs.
 */
public final class Ops {
  /** The label that the loss passes over. */
  public static final int IGNORE_INDEX = -100;

  private static final Map<Number, NDArray> SCALARS = new ConcurrentHashMap<>();

  private Ops() {}

  public static NDArray add(NDArray x, NDArray y) {
    return call("add", x, y);
  }

  /** Adds y to x in place. Not for the graph. */
  public static void addInPlace(NDArray x, NDArray y) {
    call("add_in_place", x, y);
  }

  public static NDArray sub(NDArray x, NDArray y) {
    return call("sub", x, y);
  }

  public static NDArray mul(NDArray x, NDArray y) {
    return call("mul", x, y);
  }

  /** (…, H) times the transpose of weight (O, H): (…, O). */
  public static NDArray linear(NDArray x, NDArray weight) {
    return call("linear", x, weight);
  }

  /** (…, H) times the transpose of weight (O, H), plus bias (O): (…, O). */
  public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return call("linear_bias", x, weight, bias);
  }

  /** Rows of table (V, H) for ids of any shape: (…, H). */
  public static NDArray embedding(NDArray ids, NDArray table) {
    return call("embedding", ids, table);
  }

  /** The larger of each element and 0. */
  public static NDArray atLeastZero(NDArray x) {
    return call("at_least_zero", x);
  }

  /**
   * Cuts pictures (B, C, S, S) into patches by weight (H, C, p, p) with stride p, in its type: (B,
   * P, H).
   */
  public static NDArray patches(NDArray pixels, NDArray weight) {
    return call("patches", pixels, weight);
  }

  /** Puts the vector first (H) before every row's positions: (B, T + 1, H). */
  public static NDArray prepend(NDArray x, NDArray first) {
    return call("prepend", x, first);
  }

  /** Drops the first position: (B, T - 1, H). */
  public static NDArray dropFirst(NDArray x) {
    return call("drop_first", x);
  }

  /** Root mean square norm over the last axis, computed in fp32 (arXiv 1910.07467, eq. 4). */
  public static NDArray rmsNorm(NDArray x, NDArray weight, float eps) {
    return call("rms_norm", x, weight, scalar(eps));
  }

  /** Layer norm over the last axis (arXiv 1607.06450, eq. 4). */
  public static NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, float eps) {
    return call("layer_norm", x, weight, bias, scalar(eps));
  }

  public static NDArray gelu(NDArray x) {
    return call("gelu", x);
  }

  /** x times sigmoid(1.702 x), as CLIP has it. */
  public static NDArray quickGelu(NDArray x) {
    return call("quick_gelu", x);
  }

  /** Splits (B, T, N·D) into heads: (B, N, T, D). */
  public static NDArray heads(NDArray x, int heads) {
    return call("heads", x, scalar((long) heads));
  }

  /** Joins heads (B, N, T, D) again: (B, T, N·D). */
  public static NDArray mergeHeads(NDArray x) {
    return call("merge_heads", x);
  }

  /**
   * Turns (B, N, T, D) by cos and sin (T, D), in LLaMA's half-split order (arXiv 2104.09864, eq.
   * 34): x cos plus x with its halves exchanged times sin, whose first half is negative.
   */
  public static NDArray turn(NDArray x, NDArray cos, NDArray sin) {
    return call("turn", x, cos, sin);
  }

  /** Fused attention of every query to every key; fewer key heads than query heads are shared. */
  public static NDArray attention(NDArray q, NDArray k, NDArray v) {
    return call("attention", q, k, v);
  }

  /**
   * Fused causal attention of queries (B, N, T, D) to keys (B, N, S, D), the last query beside the
   * last key: query t sees keys 0 to S - T + t.
   */
  public static NDArray causalAttention(NDArray q, NDArray k, NDArray v) {
    return call("attention_causal", q, k, v);
  }

  /** Fused attention where mask (B, 1, T, T) is true; every row needs one true. */
  public static NDArray maskedAttention(NDArray q, NDArray k, NDArray v, NDArray mask) {
    return call("attention_masked", q, k, v, mask);
  }

  /**
   * Writes new keys or values (B, N, t, D) into cache (B, N, M, D) from position on, in place, and
   * returns the filled part (B, N, position + t, D). Not for the graph.
   */
  public static NDArray cacheWrite(NDArray fresh, NDArray cache, long position) {
    return call("cache_write", fresh, cache, scalar(position));
  }

  /** Makes an empty cache (B, N, M, D) of the type of the keys or values x (B, N, T, D). */
  public static NDArray cacheFor(NDArray x, long positions) {
    return call("cache_for", x, scalar(positions));
  }

  /** Replaces rows slots (B·P) of the flattened x (B·T, H) by features (B, P, H): (B, T, H). */
  public static NDArray placeImages(NDArray x, NDArray features, NDArray slots) {
    return call("place_images", x, features, slots);
  }

  /** Rows of the flattened x (B·T, H) at index (K): (K, H). */
  public static NDArray rows(NDArray x, NDArray index) {
    return call("rows", x, index);
  }

  /**
   * Mean cross-entropy in fp32 of logits (…, V) against labels (…), without {@link #IGNORE_INDEX}.
   */
  public static NDArray crossEntropy(NDArray logits, NDArray labels) {
    return call("cross_entropy", logits, labels);
  }

  public static NDArray meanSquaredError(NDArray x, NDArray y) {
    return call("mean_squared_error", x, y);
  }

  /**
   * How near x (…, H) is to each row of table (V, H): minus half the squared distance, without the
   * part that is the same for all rows. As logits they make the nearest row the likeliest.
   */
  public static NDArray nearness(NDArray x, NDArray table) {
    return call("nearness", x, table);
  }

  /** Index of the largest along the last axis, int64. */
  public static NDArray argMax(NDArray x) {
    return call("argmax", x);
  }

  /** Logarithm of the softmax over the last axis, in fp32. */
  public static NDArray logSoftmax(NDArray x) {
    return call("log_softmax", x);
  }

  /** Casts to fp32 within the graph. */
  public static NDArray toFloat32(NDArray x) {
    return call("to_float32", x);
  }

  /** Casts to bf16 within the graph; Java sees the result as {@code UNKNOWN}. */
  public static NDArray toBfloat16(NDArray x) {
    return call("to_bfloat16", x);
  }

  /** Reads fp16-labelled bits as bf16: the way bf16 bytes come in. */
  static NDArray bitsAsBfloat16(NDArray bits) {
    return call("bits_as_bfloat16", bits);
  }

  /** Labels the bits of a bf16 array as fp16: the way bf16 bytes go out. */
  static NDArray bfloat16AsBits(NDArray x) {
    return call("bfloat16_as_bits", x);
  }

  /** Makes a bf16 array of the shape of x, with whatever its memory holds. */
  static NDArray emptyBfloat16Like(NDArray x) {
    return call("empty_bfloat16_like", x);
  }

  /** Writes source (K) into the flattened target from an element on, cast to target's type. */
  static void copyWindow(NDArray target, NDArray source, long start) {
    call("copy_window", target, source, Scope.manager().create(start));
  }

  /** Elements start to end of the flattened x, as a view. */
  static NDArray window(NDArray x, long start, long end) {
    return call("window", x, Scope.manager().create(start), Scope.manager().create(end));
  }

  /** Whether any element is NaN. */
  static boolean hasNan(NDArray x) {
    return call("has_nan", x).getBoolean();
  }

  /** GELU by tanh, the {@code gelu_new} of GPT-2 (arXiv 1606.08415, section 2). */
  public static NDArray geluTanh(NDArray x) {
    return call("gelu_tanh", x);
  }

  public static NDArray relu(NDArray x) {
    return call("relu", x);
  }

  public static NDArray silu(NDArray x) {
    return call("silu", x);
  }

  public static NDArray tanh(NDArray x) {
    return call("tanh", x);
  }

  /** Every element times a number, in the type of x. */
  public static NDArray scale(NDArray x, float factor) {
    return call("mul", x, scalar(factor));
  }

  /** One position of (B, T, H), from the end where it is negative: (B, H). */
  public static NDArray at(NDArray x, long position) {
    return call("at", x, scalar(position));
  }

  /** Columns start to end of the last axis: (…, end - start). */
  public static NDArray part(NDArray x, long start, long end) {
    return call("part", x, scalar(start), scalar(end));
  }

  /** Positions of x (B, T, H), then those of y (B, U, H): (B, T + U, H). */
  public static NDArray join(NDArray x, NDArray y) {
    return call("join", x, y);
  }

  // GPT-2

  /** Adds rows position to position + T of a table (M, H) to x (B, T, H). */
  public static NDArray addPositions(NDArray x, NDArray table, long position) {
    return call("add_positions", x, table, scalar(position));
  }

  /** (…, H) times weight (H, O), which is not transposed, plus bias (O): (…, O). */
  public static NDArray product(NDArray x, NDArray weight, NDArray bias) {
    return call("product_bias", x, weight, bias);
  }

  // T5

  /** Attention of every query to every key without the division by the root of D. */
  public static NDArray unscaledAttention(NDArray q, NDArray k, NDArray v) {
    return call("attention_unscaled", q, k, v);
  }

  /** The same with a bias that broadcasts to (B, N, T, S), added to the scores. */
  public static NDArray biasedAttention(NDArray q, NDArray k, NDArray v, NDArray bias) {
    return call("attention_biased", q, k, v, bias);
  }

  /** Bias that hides the keys where mask (B, S), int64, is 0: (B, 1, 1, S), fp32. */
  public static NDArray maskBias(NDArray mask) {
    return call("mask_bias", mask);
  }

  /**
   * Bias of each head by the distance from query to key (arXiv 1910.10683, section 2.1): half of
   * the buckets are single distances, the others grow as the logarithm up to the farthest distance,
   * which all that lies beyond it shares.
   *
   * @param table bias of each bucket and head, (buckets, N)
   * @param queries number of queries T, the last of them beside the last key
   * @param keys number of keys S
   * @param causal whether keys after a query are hidden; otherwise half of the buckets are theirs
   * @return (1, N, T, S)
   */
  public static NDArray relativeBias(
      NDArray table, long queries, long keys, long farthest, boolean causal) {
    return call(
        "relative_bias",
        table,
        scalar(queries),
        scalar(keys),
        scalar(farthest),
        scalar(causal ? 1L : 0L));
  }

  /** Moves labels (B, T) one place on behind a start id; {@link #IGNORE_INDEX} becomes pad. */
  public static NDArray shiftRight(NDArray labels, long start, long pad) {
    return call("shift_right", labels, scalar(start), scalar(pad));
  }

  // Mamba: I inner channels, S size of a channel's state, k width of the convolution.

  /** Convolves each channel of x (B, T, I) with weight (I, 1, k) over its k last positions. */
  public static NDArray causalConv(NDArray x, NDArray weight) {
    return call("causal_conv", x, weight);
  }

  /**
   * The same after earlier positions, whose last k - 1 are in state (B, I, k - 1); the state is
   * brought up to date in place. Not for the graph.
   */
  public static NDArray causalConvAfter(NDArray x, NDArray weight, NDArray state) {
    return call("causal_conv_after", x, weight, state);
  }

  /**
   * Selective scan (arXiv 2312.00752, algorithm 2 and eq. 2), all positions in one call and in
   * fp32: h(t) = exp(Δ(t) A) h(t-1) + Δ(t) B(t) x(t); y(t) = C(t) h(t) + D x(t), with A the
   * negative exponential of aLog and Δ the softplus of dt.
   *
   * @param x (B, T, I)
   * @param dt (B, T, I), with its bias
   * @param aLog (I, S)
   * @param b (B, T, S)
   * @param c (B, T, S)
   * @param d (I)
   * @return (B, T, I)
   */
  public static NDArray selectiveScan(
      NDArray x, NDArray dt, NDArray aLog, NDArray b, NDArray c, NDArray d) {
    return call("selective_scan", x, dt, aLog, b, c, d);
  }

  /**
   * The same from state h (B, I, S), fp32, which is brought up to date in place. Not for the graph.
   */
  public static NDArray selectiveScanAfter(
      NDArray x, NDArray dt, NDArray aLog, NDArray b, NDArray c, NDArray d, NDArray state) {
    return call("selective_scan_after", x, dt, aLog, b, c, d, state);
  }

  /**
   * Runs the graph backwards from a scalar loss and frees it; gradients add up in the parameters.
   */
  public static void backward(NDArray loss) {
    backward(loss, 1);
  }

  /** The same for a loss that is a share of the whole. */
  public static void backward(NDArray loss, float share) {
    if (!isInGraph(loss)) {
      return; // nothing that learns took part: no gradient grows
    }
    try (NDArray seed = loss.getManager().create(share)) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) seed, false, false);
    }
    Recompute.backward();
  }

  /** Whether a gradient can go back from an array; DJL tells it of parameters alone. */
  static boolean isInGraph(NDArray x) {
    try (IValue array = IValue.from((PtNDArray) x);
        IValue answer = OpPack.run("is_in_graph", array)) {
      return answer.toBoolean();
    }
  }

  /** Copies arrays into others of the same sizes, wherever these lie. Not for the graph. */
  public static void copyAll(List<NDArray> targets, List<NDArray> sources) {
    try (IValue to = OpPack.list(targets);
        IValue from = OpPack.list(sources)) {
      OpPack.run("copy_all", to, from).close();
    }
  }

  /** Adds the gradients of some parameters to those of others, and sets the former to zero. */
  public static void addGradients(List<NDArray> targets, List<NDArray> sources) {
    try (IValue to = OpPack.list(targets);
        IValue from = OpPack.list(sources)) {
      OpPack.run("add_gradients", to, from).close();
    }
  }

  /** Lets parameters collect gradients, which are zero at first. */
  public static void startGradients(List<NDArray> parameters) {
    parameters.forEach(parameter -> parameter.setRequiresGradient(true));
    try (Scope scope = Scope.open();
        Torch.Gradients recording = Torch.recordGradients()) {
      backward(call("touch", Scope.manager().create(0f), parameters));
    }
  }

  /** Returns the global L2 norm of the parameters' gradients. */
  public static float gradientNorm(List<NDArray> parameters) {
    try (Scope scope = Scope.open();
        IValue list = OpPack.list(parameters);
        IValue norm = OpPack.run("gradient_norm", list)) {
      return number(norm);
    }
  }

  /** Sets the parameters' gradients to zero. */
  public static void zeroGradients(List<NDArray> parameters) {
    try (IValue list = OpPack.list(parameters)) {
      OpPack.run("zero_gradients", list).close();
    }
  }

  static float number(IValue value) {
    try (NDArray array = value.toTensor((PtNDManager) Scope.manager())) {
      return array.getFloat();
    }
  }

  /** A 0-d array that lives as long as the process, made once for each value. */
  static NDArray scalar(Number value) {
    return SCALARS.computeIfAbsent(
        value,
        v ->
            v instanceof Long
                ? Constants.MANAGER.create(v.longValue())
                : Constants.MANAGER.create(v.floatValue()));
  }

  /** The array without elements that stands where an op has no such input. */
  public static NDArray none() {
    return Constants.NONE;
  }

  private static final class Constants {
    static final NDManager MANAGER = Torch.newConstants();
    static final NDArray NONE = MANAGER.create(new float[0], new Shape(0));
  }
}
