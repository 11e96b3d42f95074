package borboleta.model;

import ai.djl.ndarray.NDArray;
import borboleta.nn.KvCache;
import borboleta.nn.Rope;
import borboleta.tensor.LayerOps;
import borboleta.tensor.Ops;
import borboleta.tensor.TensorList;
import java.util.List;

/**
 * Reads words one at a time through a whole LLaMA in one call of the pack: what a token costs is
 * then the weights' way from memory, not the calls. Not for the graph.
 */
public final class LlamaDecoder implements AutoCloseable {
  private final Llama.Config config;
  private final Rope rope;
  private final KvCache cache;
  private final TensorList weights;
  private final TensorList ends;
  private final TensorList caches;

  LlamaDecoder(
      Llama.Config config, Rope rope, KvCache cache, List<NDArray> weights, List<NDArray> ends) {
    this.config = config;
    this.rope = rope;
    this.cache = cache;
    cache.prepare(ends.get(1), cache.rows(), 0);
    this.weights = new TensorList(weights);
    this.ends = new TensorList(ends);
    this.caches = new TensorList(cache.all());
  }

  /**
   * Reads the next word of each row; the cache advances by one.
   *
   * @param ids (B, 1), int64
   * @param mask (B, 1, 1, M), true where a row's words may look among the cache's positions, or
   *     null
   * @return logits (B, V)
   */
  public NDArray step(NDArray ids, NDArray mask) {
    int position = cache.position();
    Llama.checkLength(config, position + 1L);
    cache.prepare(ids, ids.getShape().get(0), 1);
    Rope.Row row = rope.row(position, 1);
    NDArray logits =
        LayerOps.step(
            ids,
            weights,
            ends,
            caches,
            mask == null ? Ops.none() : mask,
            row.cos(),
            row.sin(),
            row.index(),
            position,
            config.numAttentionHeads(),
            config.numKeyValueHeads());
    cache.advance(1);
    return logits;
  }

  @Override
  public void close() {
    weights.close();
    ends.close();
    caches.close();
  }
}
