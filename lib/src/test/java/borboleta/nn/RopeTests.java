package borboleta.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The expected figures are those of transformers' {@code LlamaRotaryEmbedding}. */
class RopeTests {
  private static final int D = 16;

  @Test
  void linearScalingDividesTheFrequencies() {
    assertArrayEquals(
        new float[] {
          0.25f, 0.07905694f, 0.025f, 0.00790569f, 0.0025f, 0.00079057f, 0.00025f, 0.00007906f
        },
        RopeScaling.linear(4).frequencies(10000, D, 512, 300),
        1e-8f);
  }

  @Test
  void llama3ScalingKeepsShortWavesAndStretchesLongOnes() {
    assertArrayEquals(
        new float[] {
          1f,
          0.45986328f,
          0.09761663f,
          0.01215616f,
          0.00559017f,
          0.00257071f,
          0.00118218f,
          0.00054364f
        },
        RopeScaling.llama3(8, 1, 4, 64).frequencies(500, D, 512, 300),
        1e-8f);
  }

  @Test
  void dynamicScalingBeginsWhereTheModelsLengthEnds() {
    RopeScaling dynamic = RopeScaling.dynamic(2);
    assertArrayEquals(
        RopeScaling.NONE.frequencies(10000, D, 100, 100), dynamic.frequencies(10000, D, 100, 100));
    assertArrayEquals(
        new float[] {1f, 0.25110f, 0.06305f, 0.01583f, 0.00398f, 0.00100f, 0.00025f, 0.00006f},
        dynamic.frequencies(10000, D, 100, 301),
        4e-5f);
  }

  @Test
  void turnsByCosinesAndSinesOfTheReference() {
    float[] plain = turned(RopeScaling.NONE, 512, 300);
    assertArrayEquals(
        new float[] {
          -0.0220966f,
          0.8135574f,
          0.1542515f,
          -0.9980752f,
          -0.9899925f,
          0.5827535f,
          0.9553365f,
          0.9955034f
        },
        Arrays.copyOf(plain, D / 2),
        1e-6f);
    float[] dynamic = turned(RopeScaling.dynamic(2), 100, 300);
    assertArrayEquals(
        new float[] {
          -0.0220966f,
          0.9982556f,
          0.9975227f,
          0.0389797f,
          0.3686721f,
          0.9554390f,
          0.9971699f,
          0.9998214f
        },
        Arrays.copyOf(dynamic, D / 2),
        1e-6f);
  }

  @Test
  void tableGrowsWithTheTextAndKeepsItsValues() {
    try (Scope scope = Scope.open();
        NDManager manager = Torch.newManager()) {
      Rope grown = new Rope(manager, 5000, D, 10000);
      float[] first = turn(grown, ones(1), 7).toFloatArray();
      float[] far = turn(grown, ones(1), 4999).toFloatArray();
      assertArrayEquals(first, turn(grown, ones(1), 7).toFloatArray());
      assertArrayEquals(turn(new Rope(manager, 5000, D, 10000), ones(1), 4999).toFloatArray(), far);
      assertEquals(Math.cos(4999) - Math.sin(4999), far[0], 1e-4);
    }
  }

  /** Ones in the first half and zeros in the second, turned: their cosines, then their sines. */
  private static float[] turned(RopeScaling scaling, int positions, int position) {
    try (Scope scope = Scope.open();
        NDManager manager = Torch.newManager()) {
      float[] halves = new float[D];
      Arrays.fill(halves, 0, D / 2, 1);
      NDArray x = manager.create(halves, new Shape(1, 1, 1, D));
      return turn(new Rope(manager, positions, D, 10000, scaling), x, position).toFloatArray();
    }
  }

  private static NDArray turn(Rope rope, NDArray x, int position) {
    Rope.Angles angles = rope.at(position, (int) x.getShape().get(2), x);
    return Ops.turn(x, angles.cos(), angles.sin());
  }

  private static NDArray ones(int positions) {
    return Scope.manager().ones(new Shape(1, 1, positions, D));
  }
}
