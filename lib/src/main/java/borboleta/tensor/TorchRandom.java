package borboleta.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;

/**
 * Random numbers as PyTorch draws them on the CPU from its default generator: the same as a Python
 * script's with the same seed, so that a comparison can begin from equal inputs.
 */
public final class TorchRandom {
  private TorchRandom() {}

  /** Seeds the generator, as {@code torch.manual_seed} does. */
  public static void seed(int seed) {
    Torch.ready();
    Engine.getEngine("PyTorch").setRandomSeed(seed);
  }

  /** Integers from low up to, but without, high: (rows, columns), int64. */
  public static NDArray integers(long low, long high, long rows, long columns) {
    return draw(
        "random_integers",
        IValue.from(low),
        IValue.from(high),
        IValue.from(rows),
        IValue.from(columns));
  }

  /** The numbers from 0 up to, but without, size in random order: {@code torch.randperm}. */
  public static long[] permutation(long size) {
    try (Scope scope = Scope.open()) {
      return draw("random_permutation", IValue.from(size)).toLongArray();
    }
  }

  /** Normal numbers, fp32. */
  public static NDArray normal(long... shape) {
    return draw("random_normal", IValue.listFrom(shape));
  }

  /** Uniform numbers from -bound to bound: (rows, columns), fp32. */
  public static NDArray uniform(long rows, long columns, double bound) {
    return draw("random_uniform", IValue.from(rows), IValue.from(columns), IValue.from(bound));
  }

  private static NDArray draw(String op, IValue... inputs) {
    // What is drawn in inference mode could take no part in training, so it is copied.
    try (IValue result = OpPack.run(op, inputs);
        NDArray drawn = result.toTensor((PtNDManager) Scope.manager())) {
      return drawn.duplicate();
    } finally {
      Arrays.stream(inputs).forEach(IValue::close);
    }
  }
}
