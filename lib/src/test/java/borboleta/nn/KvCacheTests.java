package borboleta.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

  private static NDArray keys(float... values) {
    return Scope.manager().create(values, new Shape(1, 1, values.length / 2, 2));
  }
}
