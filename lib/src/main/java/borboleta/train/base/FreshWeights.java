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

  /** What a branch writes back is drawn small, so that a fresh network begins near the identity. */
  private static final double BRANCH = 0.4;

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
    if (name.endsWith("patch_embedding.weight")) {
      return manager.create(CosineBasis.filters((int) shape.get(0), (int) shape.get(2)), shape);
    }
    if (name.endsWith("position_embedding.weight")) {
      return manager.create(positions(name, (int) shape.get(0), (int) shape.get(1)), shape);
    }
    return normal(name, shape, std(name, shape));
  }

  private static double std(String name, Shape shape) {
    if (name.endsWith("embed_tokens.weight")) {
      return WORD_STD;
    }
    if (name.endsWith("class_embedding")) {
      return 0.02;
    }
    // The spread of PyTorch's own linear layers.
    double std = 1 / Math.sqrt(3.0 * shape.size() / shape.get(0));
    boolean branch =
        name.contains("out_proj")
            || name.contains("o_proj")
            || name.contains("fc2")
            || name.contains("down_proj");
    return branch ? BRANCH * std : std;
  }

  NDArray normal(String name, Shape shape, double std) {
    SplittableRandom random = random(name);
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (std * random.nextGaussian());
    }
    return manager.create(values, shape);
  }

  /**
   * Positions of the tower: one vector for the cell of the grid that a patch lies in, plus one for
   * its place in the cell, so that what is learnt in one cell holds in the others.
   */
  private float[] positions(String name, int rows, int hidden) {
    SplittableRandom random = random(name);
    double[][] cells = gaussians(random, 4, hidden, 0.4);
    double[][] places = gaussians(random, 9, hidden, 0.25);
    double[] first = gaussians(random, 1, hidden, 0.4)[0];
    int side = (int) Math.sqrt(rows - 1);
    int cell = side / 2;
    float[] values = new float[rows * hidden];
    for (int h = 0; h < hidden; h++) {
      values[h] = (float) first[h];
      for (int p = 0; p < rows - 1; p++) {
        int y = p / side;
        int x = p % side;
        int place = Math.min(y % cell, 2) * 3 + Math.min(x % cell, 2);
        values[(p + 1) * hidden + h] =
            (float) (cells[y / cell * 2 + x / cell][h] + places[place][h]);
      }
    }
    return values;
  }

  private static double[][] gaussians(SplittableRandom random, int rows, int columns, double std) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = std * random.nextGaussian();
      }
    }
    return values;
  }

  private SplittableRandom random(String name) {
    return new SplittableRandom(seed * 31 + name.hashCode());
  }
}
