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
public final class FreshWeights implements Weights.Source {
  /**
   * Words and positions are drawn far apart: at the usual 0.02 the language model did not learn to
   * look things up in fourteen minutes.
   */
  static final double WORD_STD = 0.5;

  /**
   * What a branch of the tower writes back is drawn small, so that the fresh tower begins near the
   * identity.
   */
  private static final double BRANCH = 0.4;

  private final NDManager manager;
  private final long seed;

  /** Draws weights into a manager. */
  public FreshWeights(NDManager manager, long seed) {
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
      return manager.create(towerPositions(name, (int) shape.get(0), (int) shape.get(1)), shape);
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
    boolean branch = name.contains("out_proj") || name.contains("fc2");
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

  /** Positions of the tower: one vector before the patches', then {@link #positions}. */
  private float[] towerPositions(String name, int rows, int hidden) {
    float[] values = new float[rows * hidden];
    float[] patches = positions(name, rows - 1, hidden, 0.4, 0.25);
    System.arraycopy(patches, 0, values, hidden, patches.length);
    return values;
  }

  /**
   * Positions of patches: one vector for the cell of the grid that a patch lies in, plus one for
   * its place in the cell, so that what is learnt in one cell holds in the others.
   *
   * @return (P, H)
   */
  float[] positions(String name, int patches, int hidden, double cellStd, double placeStd) {
    SplittableRandom random = random(name);
    int side = (int) Math.sqrt(patches);
    int cell = side / 2;
    double[][] cells = gaussians(random, 4, hidden, cellStd);
    double[][] places = gaussians(random, cell * cell, hidden, placeStd);
    float[] values = new float[patches * hidden];
    for (int p = 0; p < patches; p++) {
      int y = p / side;
      int x = p % side;
      for (int h = 0; h < hidden; h++) {
        double[] inCell = places[y % cell * cell + x % cell];
        values[p * hidden + h] = (float) (cells[y / cell * 2 + x / cell][h] + inCell[h]);
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
