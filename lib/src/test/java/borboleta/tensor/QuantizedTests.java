package borboleta.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantizedTests {
  @Test
  void int8IsWithinHalfAStepOfEachRow() {
    try (Scope scope = Scope.open()) {
      NDArray weight = random(48, 64);
      Quantized q = Quantized.int8(weight);
      assertEquals(DataType.INT8, q.weight().getDataType());
      float[] scales = q.scales().toFloatArray();
      float[] want = weight.toFloatArray();
      float[] got = unpacked(q, 64).toFloatArray(); // (64, 48)
      for (int row = 0; row < 48; row++) {
        for (int column = 0; column < 64; column++) {
          float off = Math.abs(want[row * 64 + column] - got[column * 48 + row]);
          assertTrue(off <= 0.51f * scales[row], off + " of " + scales[row]);
        }
      }
    }
  }

  @Test
  void int4IsWithinHalfAStepOfEachGroup() {
    try (Scope scope = Scope.open()) {
      NDArray weight = random(64, 128);
      Quantized q = Quantized.int4(weight);
      assertEquals(new Shape(4, 64, 2), q.scales().getShape());
      float[] scales = q.scales().toFloatArray();
      float[] want = weight.toFloatArray();
      float[] got = unpacked(q, 128).toFloatArray(); // (128, 64)
      for (int row = 0; row < 64; row++) {
        for (int column = 0; column < 128; column++) {
          float off = Math.abs(want[row * 128 + column] - got[column * 64 + row]);
          float scale = scales[(column / 32 * 64 + row) * 2];
          assertTrue(off <= 0.51f * scale, off + " of " + scale);
        }
      }
    }
  }

  @Test
  void aPromptAndASingleWordSeeTheSameWeight() {
    int rows = 40;
    int outputs = 128;
    try (Scope scope = Scope.open()) {
      NDArray weight = random(outputs, 64);
      NDArray x = TorchRandom.normal(rows, 64);
      for (Quantized q : List.of(Quantized.int8(weight), Quantized.int4(weight))) {
        float[] together = product(x, q).toFloatArray(); // (40, 128)
        for (int row = 0; row < rows; row++) {
          float[] alone = product(x.get(row + ":" + (row + 1)), q).toFloatArray();
          float[] same = Arrays.copyOfRange(together, row * outputs, (row + 1) * outputs);
          assertArrayEquals(alone, same, 1e-4f, "row " + row);
        }
      }
    }
  }

  @Test
  void sizesThatFourBitsCannotPackTakeEight() {
    try (Scope scope = Scope.open()) {
      assertEquals(DataType.INT8, Quantized.int4(random(48, 100)).weight().getDataType());
    }
  }

  /** The weight that products see: what it makes of the unit vectors, transposed. */
  private static NDArray unpacked(Quantized q, int columns) {
    return product(Scope.manager().eye(columns), q);
  }

  private static NDArray product(NDArray x, Quantized q) {
    NDArray none = Ops.none();
    return LayerOps.project(x, List.of(q.weight(), none, none, none, q.scales()));
  }

  private static NDArray random(int rows, int columns) {
    TorchRandom.seed(3);
    return TorchRandom.normal(rows, columns);
  }
}
