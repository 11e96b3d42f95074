package borboleta.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.List;

/** A list of arrays in the form that the pack takes, made once for many calls. */
public final class TensorList implements AutoCloseable {
  private final IValue value;

  public TensorList(List<NDArray> arrays) {
    Torch.ready();
    value = OpPack.list(arrays);
  }

  IValue value() {
    return value;
  }

  @Override
  public void close() {
    value.close();
  }
}
