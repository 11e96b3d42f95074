package borboleta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.LayerOps;
import borboleta.tensor.NativeMemory;
import borboleta.tensor.Ops;
import borboleta.tensor.TensorList;
import borboleta.tensor.Torch;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and values of all past positions, allocated once for a number of rows and positions, in the
 * type of the first ones that come.
 */
public final class KvCache implements AutoCloseable {
  private final NDManager manager = Torch.newManager();
  private final NDArray[] keys; // a layer: (B, N, M, D)
  private final NDArray[] values; // a layer: (B, N, M, D)
  private final Shape shape; // (B, N, M, D)
  private int position;

  /**
   * Makes an empty cache.
   *
   * @throws IllegalArgumentException if it would be larger than the machine's memory
   */
  public KvCache(int layers, int batch, int keyValueHeads, int positions, int headDim) {
    double bytes = 8.0 * layers * batch * keyValueHeads * positions * headDim;
    if (bytes > NativeMemory.machineBytes()) {
      throw new IllegalArgumentException(
          "%,d rows of %,d positions need %,.0f MB of keys and values, and the machine has %,d; write fewer words, or search with fewer beams"
              .formatted(
                  batch, positions, bytes / (1 << 20), NativeMemory.machineBytes() / (1 << 20)));
    }
    keys = new NDArray[layers];
    values = new NDArray[layers];
    shape = new Shape(batch, keyValueHeads, positions, headDim);
  }

  /** Rows B. */
  public long rows() {
    return shape.get(0);
  }

  /** Positions that every layer has seen. */
  public int position() {
    return position;
  }

  /** Says that the positions of one forward pass are now past. */
  public void advance(int positions) {
    position += positions;
  }

  /**
   * Stores new keys (B, N, T, D) of a layer and returns all of them (B, N, position + T, D).
   *
   * @throws IllegalArgumentException if they are more than the cache was made for
   */
  public NDArray keys(int layer, NDArray fresh) {
    return store(keys, layer, fresh);
  }

  /** Stores new values as {@link #keys} does keys. */
  public NDArray values(int layer, NDArray fresh) {
    return store(values, layer, fresh);
  }

  /**
   * The whole cache of a layer's keys (B, N, M, D), for an op that writes the new ones into it.
   *
   * @throws IllegalStateException if it has no type yet, see {@link #prepare}
   */
  public NDArray keys(int layer) {
    return prepared(keys[layer]);
  }

  /** The whole cache of a layer's values, as {@link #keys(int)}. */
  public NDArray values(int layer) {
    return prepared(values[layer]);
  }

  private static NDArray prepared(NDArray cache) {
    if (cache == null) {
      throw new IllegalStateException("the cache has no type yet; prepare it");
    }
    return cache;
  }

  /** Every layer's keys and values, layer by layer. */
  public List<NDArray> all() {
    List<NDArray> all = new ArrayList<>();
    for (int layer = 0; layer < keys.length; layer++) {
      all.add(keys(layer));
      all.add(values(layer));
    }
    return all;
  }

  /**
   * Takes over the past of another cache's rows, or puts the own rows in another order, in place.
   * The position becomes the source's.
   *
   * @param rows (B), int64: which of the source's rows each row becomes
   * @param from first position that is taken; what is before it stays as it is
   */
  public void take(KvCache source, NDArray rows, int from) {
    if (source != this) {
      prepare(source.keys(0), rows.getShape().get(0), source.position() - position);
    }
    try (TensorList targets = new TensorList(all());
        TensorList sources = new TensorList(source.all())) {
      LayerOps.takeRows(targets, sources, rows, from, source.position());
    }
    position = source.position();
  }

  /**
   * Gives the cache the type of an array, and checks that new positions fit.
   *
   * @throws IllegalArgumentException if they are more than the cache was made for
   */
  public void prepare(NDArray like, long rows, int positions) {
    check(rows, position + positions);
    for (int layer = 0; layer < keys.length; layer++) {
      if (keys[layer] == null) {
        keys[layer] = LayerOps.emptyCache(like, shape);
        keys[layer].attach(manager);
        values[layer] = LayerOps.emptyCache(like, shape);
        values[layer].attach(manager);
      }
    }
  }

  private void check(long rows, long end) {
    if (end > shape.get(2) || rows != shape.get(0)) {
      throw new IllegalArgumentException(
          "%d rows of %d positions do not fit the cache's %d rows of %d; make a larger one"
              .formatted(rows, end, shape.get(0), shape.get(2)));
    }
  }

  private NDArray store(NDArray[] caches, int layer, NDArray fresh) {
    Shape given = fresh.getShape();
    check(given.get(0), position + given.get(2));
    if (caches[layer] == null) {
      caches[layer] = Ops.cacheFor(fresh, shape.get(2)); // (B, N, M, D)
      caches[layer].attach(manager);
    }
    return Ops.cacheWrite(fresh, caches[layer], position);
  }

  @Override
  public void close() {
    manager.close();
  }
}
