package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.tensor.Torch;
import org.junit.jupiter.api.Test;

class LikenessTests {
  @Test
  void lengthDoesNotMatterAndDirectionDoes() {
    try (NDManager manager = Torch.newManager()) {
      NDArray vectors = manager.create(new float[][] {{1, 0}, {3, 0}, {0, 2}, {-5, 0}});
      assertArrayEquals(new float[] {1, 1, 0, -1}, Likeness.to(vectors, 0), 1e-6f);
      assertThrows(IllegalArgumentException.class, () -> Likeness.to(vectors, 4));
    }
  }

  @Test
  void nearestIsTheRowOfTheSameDirection() {
    try (NDManager manager = Torch.newManager()) {
      NDArray table = manager.create(new float[][] {{100, 100}, {0, 1}, {1, 0}});
      NDArray vectors = manager.create(new float[][] {{2, 0.1f}, {0.1f, 9}, {3, 2.9f}});
      assertArrayEquals(new int[] {2, 1, 0}, Likeness.nearest(vectors, table));
    }
  }
}
