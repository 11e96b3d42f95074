package borboleta.nn;

import static borboleta.nn.Quantization.INT8;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.LayerOps;
import borboleta.tensor.Ops;
import borboleta.tensor.Quantized;
import borboleta.tensor.Scope;
import java.util.List;

/**
 * A linear layer, x times the transpose of weight, plus bias where it has one. Its weight may be
 * quantized, or changed by a {@link Lora}.
 */
public final class Linear {
  private final NDArray weight; // (O, H), or fewer bits
  private final NDArray bias; // (O) or none
  private final NDArray scales; // of a quantized weight, or none
  private Lora lora;
  private NDArray dropout; // (3) of Lora.dropping, or null

  private Linear(NDArray weight, NDArray bias, NDArray scales) {
    this.weight = weight;
    this.bias = bias;
    this.scales = scales;
  }

  /** Makes a layer from {@code NAME.weight} (out, in) and, where it has one, {@code NAME.bias}. */
  public static Linear of(Weights weights, String name, int in, int out, boolean biased) {
    NDArray weight = weights.get(name + ".weight", out, in);
    NDArray bias = biased ? weights.get(name + ".bias", out) : Ops.none();
    Linear linear;
    if (weights.quantization() == Quantization.NONE) {
      linear = new Linear(weight, bias, Ops.none());
    } else {
      // Every word's score passes through the head, which therefore keeps eight bits.
      linear = quantized(weight, bias, name.equals("lm_head") ? INT8 : weights.quantization());
      weight.close();
    }
    weights.enter(name, linear, linear.weight);
    return linear;
  }

  /** Makes a head that shares the table of words (V, H); a quantized one has a copy of its own. */
  public static Linear tied(Weights weights, NDArray table) {
    return weights.quantization() == Quantization.NONE
        ? new Linear(table, Ops.none(), Ops.none())
        : quantized(table, Ops.none(), INT8);
  }

  private static Linear quantized(NDArray weight, NDArray bias, Quantization quantization) {
    try (Scope scope = Scope.open()) {
      Quantized q = quantization == INT8 ? Quantized.int8(weight) : Quantized.int4(weight);
      q.weight().attach(weight.getManager());
      q.scales().attach(weight.getManager());
      return new Linear(q.weight(), bias, q.scales());
    }
  }

  /**
   * Refuses a change that does not fit.
   *
   * @throws IllegalArgumentException if the sizes differ, or the weight is quantized
   */
  void check(Lora change) {
    if (!scales.isEmpty()) {
      throw new IllegalArgumentException("a quantized weight takes no LoRA; load the model whole");
    }
    Shape a = change.a().getShape();
    Shape b = change.b().getShape();
    if (a.get(0) != b.get(1) || !new Shape(b.get(0), a.get(1)).equals(weight.getShape())) {
      throw new IllegalArgumentException(
          "LoRA of %s x %s does not fit a weight of %s; the adapter is another model's"
              .formatted(b, a, weight.getShape()));
    }
  }

  /** Changes the layer by a low-rank product from now on, or no longer where it is null. */
  void adapt(Lora change) {
    lora = change;
    dropout = null;
  }

  /** Leaves out a part of the low-rank product's inputs from now on, or none where it is null. */
  void drop(NDArray settings) {
    dropout = settings;
  }

  /** Whether a low-rank product changes the layer now. */
  public boolean isAdapted() {
    return lora != null;
  }

  /** Adds a change to the weight itself, so that it costs nothing when the layer runs. */
  void merge(Lora change) {
    try (Scope scope = Scope.open()) {
      Ops.addInPlace(weight, change.delta());
    }
  }

  /** (…, in) to (…, out). */
  public NDArray forward(NDArray x) {
    if (lora != null || !scales.isEmpty()) {
      return LayerOps.project(x, slots());
    }
    return bias.isEmpty() ? Ops.linear(x, weight) : Ops.linear(x, weight, bias);
  }

  /** The layer's parts as {@link LayerOps#project} takes them. */
  public List<NDArray> slots() {
    return lora == null
        ? List.of(weight, bias, Ops.none(), Ops.none(), scales)
        : List.of(weight, bias, lora.a(), lora.b(), dropout == null ? lora.scale() : dropout);
  }

  /** Sizes (out, in) of the weight. */
  public Shape shape() {
    return weight.getShape();
  }
}
