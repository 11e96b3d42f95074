package borboleta.train.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.data.Artist;
import borboleta.data.Cell;
import borboleta.data.Ink;
import borboleta.tensor.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldBackTests {
  @Test
  void onlyTheOtherArtistsPatchesLoseTheSparedClasses() {
    List<Sprite> sprites =
        List.of(
            new Sprite("1F408", new Ink(Artist.OPENMOJI, true), Cell.TOP_LEFT, 40, 0, 0),
            new Sprite("1F415", new Ink(Artist.TWEMOJI, true), Cell.TOP_RIGHT, 40, 0, 0));
    float[] marks = HeldBack.marks(sprites, new int[] {0, 1, -1});
    assertArrayEquals(new float[] {0, 1, 0}, marks);
    HeldBack heldBack = new HeldBack(2, List.of(1));
    try (Scope scope = Scope.open()) {
      NDArray scores = Scope.manager().create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(1, 3, 2));
      float[] spared =
          heldBack.spare(Scope.manager(), scores, new float[][] {marks}).toFloatArray();
      assertArrayEquals(new float[] {1, 2, 3, 4 - 1e4f, 5, 6}, spared);
    }
  }
}
