package borboleta.tensor;

import static borboleta.tensor.OpPack.call;
import static borboleta.tensor.Ops.scalar;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;

/**
 * Whole layers as one op. Their mathematics stands in the pack and nowhere else: training calls
 * them a layer at a time within the graph, decoding calls all layers of a LLaMA at once.
 *
 * <p>Letters as in {@link Ops}; K key heads, M positions of a cache.
 */
public final class LayerOps {
  private LayerOps() {}

  /**
   * A linear layer in five slots: weight, bias, LoRA's A and B, and LoRA's scale, its scale with
   * dropout's share and key (3), or the scales of a quantized weight; {@link Ops#none} where there
   * is no such part. (…, H) to (…, O).
   *
   * <p>A few rows read the eight bits of a quantized weight as they are; from 16 rows on it is
   * widened first, because the product of bytes takes three times as long for a prompt.
   */
  public static NDArray project(NDArray x, List<NDArray> slots) {
    return call("linear_slots", x, slots);
  }

  /** Rows first to first + count of a table (M, D), in the type of another array: (count, D). */
  public static NDArray tableRows(NDArray table, int first, int count, NDArray like) {
    return call("table_rows", table, scalar((long) first), scalar((long) count), like);
  }

  /** Zeros of a shape of four axes, in the type of another array: a cache (B, K, M, D). */
  public static NDArray emptyCache(NDArray like, Shape shape) {
    return call(
        "empty_cache",
        like,
        scalar(shape.get(0)),
        scalar(shape.get(1)),
        scalar(shape.get(2)),
        scalar(shape.get(3)));
  }

  /**
   * Copies rows of caches (B, K, M, D) into others, which may be the same ones: row i becomes the
   * source's row rows[i], in the positions first to end. Not for the graph.
   *
   * @param rows (B), int64
   */
  public static void takeRows(
      TensorList targets, TensorList sources, NDArray rows, long first, long end) {
    try (IValue index = IValue.from((PtNDArray) rows);
        IValue from = IValue.from(first);
        IValue to = IValue.from(end)) {
      OpPack.run("cache_take", targets.value(), sources.value(), index, from, to).close();
    }
  }

  /**
   * One layer: causal attention with rotary positions, then SwiGLU (arXiv 2002.05202, eq. 6), each
   * before a norm.
   *
   * <p>A single query on the CPU looks in fp32 whatever the type is: the kernel for bf16 first
   * packs all keys, which takes three times as long as widening them.
   *
   * @param x (B, T, H)
   * @param weights two norms (H), then five slots for each of query, key, value, output, gate, up
   *     and down
   * @param cos (T, D)
   * @param sin (T, D)
   * @param mask (B, 1, T, S), true where a query may look, or {@link Ops#none} for plain causal
   *     attention
   * @param keys cache (B, K, M, D) that takes the new keys from position on, or none
   * @param values as keys
   * @return (B, T, H)
   */
  public static NDArray layer(
      NDArray x,
      List<NDArray> weights,
      NDArray cos,
      NDArray sin,
      NDArray mask,
      NDArray keys,
      NDArray values,
      long position,
      long heads,
      long keyValueHeads,
      float eps) {
    return call(
        "llama_one_layer",
        x,
        weights,
        cos,
        sin,
        mask,
        keys,
        values,
        scalar(position),
        scalar(heads),
        scalar(keyValueHeads),
        scalar(eps));
  }

  /**
   * One layer of CLIP's vision transformer (arXiv 2103.00020): attention of all to all, then an
   * MLP, each after a layer norm.
   *
   * @param x (B, P, H)
   * @param weights weight and bias (H) of both norms, then five slots for each of query, key,
   *     value, output, and the MLP's two layers
   * @param quickGelu whether the MLP has CLIP's quick GELU, or else the exact one
   * @return (B, P, H)
   */
  public static NDArray clip(
      NDArray x, List<NDArray> weights, long heads, boolean quickGelu, float eps) {
    return call("clip_layer", x, weights, scalar(heads), scalar(quickGelu ? 1L : 0L), scalar(eps));
  }

  /** The array of a norm's eps, which the last of {@link #step}'s lists holds. */
  public static NDArray eps(float eps) {
    return scalar(eps);
  }

  /**
   * Reads one word for each row through all layers: ids (B, 1) to logits (B, V). Not for the graph.
   *
   * @param weights those of {@link #layer}, layer by layer
   * @param ends table of words (V, H), last norm (H), {@link #eps}, then five slots of the head
   * @param caches keys and values (B, K, M, D), layer by layer
   * @param mask (B, 1, 1, M), true where a row's words may look, or none
   * @param row of the tables cos and sin (R, D) that is this position's
   * @param position of the word in the caches
   */
  public static NDArray step(
      NDArray ids,
      TensorList weights,
      TensorList ends,
      TensorList caches,
      NDArray mask,
      NDArray cos,
      NDArray sin,
      long row,
      long position,
      long heads,
      long keyValueHeads) {
    IValue[] own = {
      IValue.from((PtNDArray) ids),
      IValue.from((PtNDArray) mask),
      IValue.from((PtNDArray) cos),
      IValue.from((PtNDArray) sin),
      IValue.from(row),
      IValue.from(position),
      IValue.from(heads),
      IValue.from(keyValueHeads)
    };
    try (IValue logits =
        OpPack.run(
            "llama_step",
            own[0],
            weights.value(),
            ends.value(),
            caches.value(),
            own[1],
            own[2],
            own[3],
            own[4],
            own[5],
            own[6],
            own[7])) {
      return logits.toTensor((PtNDManager) Scope.manager());
    } finally {
      for (IValue value : own) {
        value.close();
      }
    }
  }
}
