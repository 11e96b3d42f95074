package borboleta.train.base;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.data.Scene;
import java.nio.FloatBuffer;

/** Pictures of a step as one array. */
final class Pixels {
  private Pixels() {}

  /** Stacks (B) pictures of (C·S·S) floats: (B, C, S, S). */
  static NDArray of(NDManager manager, float[][] pictures) {
    FloatBuffer all = FloatBuffer.allocate(pictures.length * pictures[0].length);
    for (float[] picture : pictures) {
      all.put(picture);
    }
    return manager.create(all.array(), new Shape(pictures.length, 3, Scene.PIXELS, Scene.PIXELS));
  }
}
