package borboleta.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import org.junit.jupiter.api.Test;

class KvCacheTests {
  @Test
  void givesBackAllThatWasStoredInTheTypeThatCame() {
    try (Scope scope = Scope.open();
        KvCache cache = new KvCache(1, 1, 1, 4, 2)) {
      cache.keys(0, Ops.toBfloat16(keys(1, 2, 3, 4)));
      cache.advance(2);
      NDArray all = cache.keys(0, Ops.toBfloat16(keys(5, 6)));
      // The product of two types would be refused, so the cache keeps the keys' own.
      NDArray bfloat16 = Ops.linear(all, Ops.toBfloat16(keys(1, 1).reshape(1, 2)));
      assertArrayEquals(new float[] {3, 7, 11}, Ops.toFloat32(bfloat16).toFloatArray());
    }
  }

  @Test
  void moreThanItWasMadeForIsRefused() {
    try (Scope scope = Scope.open();
        KvCache cache = new KvCache(1, 1, 1, 2, 2)) {
      cache.keys(0, keys(1, 2, 3, 4));
      cache.advance(2);
      String message =
          assertThrows(IllegalArgumentException.class, () -> cache.keys(0, keys(5, 6)))
              .getMessage();
      assertTrue(message.contains("3 positions"), message);
      assertThrows(
          IllegalArgumentException.class,
          () -> cache.values(0, Scope.manager().zeros(new Shape(2, 1, 1, 2))));
    }
  }

  @Test
  void rowsGoOnFromAnotherRowsPast() {
    try (Scope scope = Scope.open();
        KvCache two = new KvCache(1, 2, 1, 2, 1);
        KvCache three = new KvCache(1, 3, 1, 4, 1)) {
      two.prepare(column(2, 0, 0), 2, 2);
      two.keys(0, column(2, 1, 2, 3, 4));
      two.values(0, column(2, 5, 6, 7, 8));
      two.advance(2);
      three.take(two, Scope.manager().create(new long[] {0, 0, 1}), 0);
      assertEquals(2, three.position());
      assertArrayEquals(
          new float[] {5, 6, 0, 0, 5, 6, 0, 0, 7, 8, 0, 0}, three.values(0).toFloatArray());
      three.keys(0, column(3, 97, 98, 99));
      three.advance(1);
      // What is before position 2 stays each row's own.
      three.take(three, Scope.manager().create(new long[] {2, 0, 0}), 2);
      assertArrayEquals(
          new float[] {1, 2, 99, 0, 1, 2, 97, 0, 3, 4, 97, 0}, three.keys(0).toFloatArray());
    }
  }

  /** Keys of a number of rows, one head of size 1. */
  private static NDArray column(int rows, float... values) {
    return Scope.manager().create(values, new Shape(rows, 1, values.length / rows, 1));
  }

  private static NDArray keys(float... values) {
    return Scope.manager().create(values, new Shape(1, 1, values.length / 2, 2));
  }
}
