package borboleta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.Ops;
import borboleta.tensor.Torch;

/** Keys and values of all past positions, allocated once for a number of rows and positions. */
public final class KvCache implements AutoCloseable {
  private final NDManager manager = Torch.newManager();
  private final NDArray[] keys; // a layer: (B, N, M, D)
  private final NDArray[] values; // a layer: (B, N, M, D)
  private int position;

  public KvCache(int layers, int batch, int keyValueHeads, int positions, int headDim) {
    keys = new NDArray[layers];
    values = new NDArray[layers];
    Shape shape = new Shape(batch, keyValueHeads, positions, headDim);
    for (int i = 0; i < layers; i++) {
      keys[i] = manager.zeros(shape, DataType.FLOAT32);
      values[i] = manager.zeros(shape, DataType.FLOAT32);
    }
  }

  /** Positions that every layer has seen. */
  public int position() {
    return position;
  }

  /** Says that the positions of one forward pass are now past. */
  public void advance(int positions) {
    position += positions;
  }

  /** Stores new keys (B, N, t, D) of a layer and returns all of them (B, N, position + t, D). */
  NDArray keys(int layer, NDArray fresh) {
    return Ops.cacheWrite(fresh, keys[layer], position);
  }

  NDArray values(int layer, NDArray fresh) {
    return Ops.cacheWrite(fresh, values[layer], position);
  }

  @Override
  public void close() {
    manager.close();
  }
}
