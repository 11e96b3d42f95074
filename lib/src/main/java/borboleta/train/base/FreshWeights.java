package borboleta.train.base;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.nn.Weights;
import java.util.SplittableRandom;

/**
 * First weights from a seed. Each tensor has a generator of its own, made from its name, so that
 * adding one leaves the others as they were.
 */
final class FreshWeights implements Weights.Source {
  /**
   * Words and positions are drawn far apart: at the usual 0.02 the language model did not learn to
   * look things up in fourteen minutes.
   */
  static final double WORD_STD = 0.5;

  private final NDManager manager;
  private final long seed;

  FreshWeights(NDManager manager, long seed) {
    this.manager = manager;
    this.seed = seed;
  }

  @Override
  public NDArray get(String name, Shape shape) {
    if (name.endsWith("bias")) {
      return manager.zeros(shape);
    }
    if (name.contains("norm") && name.endsWith("weight")) {
      return manager.ones(shape);
    }
    return normal(name, shape, std(name, shape));
  }

  private static double std(String name, Shape shape) {
    if (name.endsWith("embed_tokens.weight")) {
      return WORD_STD;
    }
    if (name.endsWith("position_embedding.weight") || name.endsWith("class_embedding")) {
      return 0.3;
    }
    // The spread of PyTorch's own linear layers.
    long in = shape.size() / shape.get(0);
    return 1 / Math.sqrt(3.0 * in);
  }

  NDArray normal(String name, Shape shape, double std) {
    SplittableRandom random = new SplittableRandom(seed * 31 + name.hashCode());
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (std * random.nextGaussian());
    }
    return manager.create(values, shape);
  }
}
