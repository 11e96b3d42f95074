package borboleta.nn;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.LayerOps;
import java.util.ArrayList;
import java.util.List;

/** One layer of CLIP's vision transformer; {@link LayerOps#clip} says what it computes. */
public final class EncoderLayer {
  private final int heads;
  private final boolean quickGelu;
  private final float eps;
  private final List<NDArray> norms; // weight and bias (H) of both
  private final List<Linear> linears; // query, key, value, output, fc1, fc2

  public EncoderLayer(
      Weights w, int hiddenSize, int intermediateSize, int heads, float eps, boolean quickGelu) {
    this.heads = heads;
    this.quickGelu = quickGelu;
    this.eps = eps;
    Linear key = Linear.of(w, "self_attn.k_proj", hiddenSize, hiddenSize, true);
    Linear value = Linear.of(w, "self_attn.v_proj", hiddenSize, hiddenSize, true);
    Linear query = Linear.of(w, "self_attn.q_proj", hiddenSize, hiddenSize, true);
    Linear output = Linear.of(w, "self_attn.out_proj", hiddenSize, hiddenSize, true);
    NDArray weight1 = w.get("layer_norm1.weight", hiddenSize);
    NDArray bias1 = w.get("layer_norm1.bias", hiddenSize);
    Linear fc1 = Linear.of(w, "mlp.fc1", hiddenSize, intermediateSize, true);
    Linear fc2 = Linear.of(w, "mlp.fc2", intermediateSize, hiddenSize, true);
    NDArray weight2 = w.get("layer_norm2.weight", hiddenSize);
    NDArray bias2 = w.get("layer_norm2.bias", hiddenSize);
    norms = List.of(weight1, bias1, weight2, bias2);
    linears = List.of(query, key, value, output, fc1, fc2);
  }

  /** (B, P, H) to (B, P, H). */
  public NDArray forward(NDArray x) {
    List<NDArray> weights = new ArrayList<>(norms);
    linears.forEach(linear -> weights.addAll(linear.slots()));
    return LayerOps.clip(x, weights, heads, quickGelu, eps);
  }
}
