package borboleta.model;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** A model with its parameters; closing it frees them. */
public interface Network extends AutoCloseable {
  /** Every parameter by its name in a checkpoint. */
  Map<String, NDArray> parameters();

  @Override
  void close();
}
