package borboleta.tensor;

import static borboleta.tensor.OpPack.call;
import static borboleta.tensor.Ops.scalar;

import ai.djl.ndarray.NDArray;

/**
 * A weight in fewer bits with the scales that give it back, for {@link LayerOps#project}.
 *
 * @param weight int8 (O, H), or int4 packed two to a byte
 * @param scales (O) for int8, (H / group, O, 2) with scale and zero for int4, in the type of the
 *     activations
 */
public record Quantized(NDArray weight, NDArray scales) {
  /** Weights that share a scale: the smallest group that the product knows loses least. */
  private static final int GROUP = 32;

  private static final int INT4_ROWS = 64;

  /** Eight bits, one scale a row, symmetric. */
  public static Quantized int8(NDArray weight) {
    NDArray scales = call("int8_scales", weight);
    return new Quantized(call("int8_weight", weight, scales), scales);
  }

  /**
   * Four bits, one scale and one zero for each group of 32 weights of a row; eight bits where the
   * sizes do not allow it.
   */
  public static Quantized int4(NDArray weight) {
    long rows = weight.getShape().get(0);
    long columns = weight.getShape().get(1);
    if (columns % GROUP != 0 || rows % INT4_ROWS != 0) {
      return int8(weight);
    }
    NDArray scales = call("int4_scales", weight, scalar((long) GROUP));
    return new Quantized(call("int4_weight", weight, scales), scales);
  }
}
