package borboleta.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.hub.MambaFolder;
import borboleta.tensor.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MambaTests {
  private static final Path FOLDER = Path.of("src/test/resources/goldens/a/mamba");

  @Test
  void textInPiecesEqualsTheWhole() throws IOException {
    try (Scope scope = Scope.open();
        Mamba model = MambaFolder.load(FOLDER);
        Mamba.State state = model.newState(2)) {
      NDArray x = model.embed(ids(2, 12));
      float[] whole = model.hidden(x, null).get(":, 11").toFloatArray();
      model.hidden(x.get(":, :1"), state);
      model.hidden(x.get(":, 1:3"), state);
      NDArray last = model.hidden(x.get(":, 3:"), state).get(":, 8"); // (2, H)
      assertArrayEquals(whole, last.toFloatArray(), 1e-5f);
    }
  }

  @Test
  void stateIsTheSameArraysHoweverLongTheText() throws IOException {
    try (Scope scope = Scope.open();
        Mamba model = MambaFolder.load(FOLDER);
        Mamba.State state = model.newState(1)) {
      List<NDArray> before = state.arrays();
      List<Shape> shapes = before.stream().map(NDArray::getShape).toList();
      model.hidden(model.embed(ids(1, 500)), state);
      assertEquals(before, state.arrays());
      assertEquals(shapes, state.arrays().stream().map(NDArray::getShape).toList());
      assertEquals(2 * 3, before.size());
    }
  }

  private static NDArray ids(int rows, int words) {
    long[] ids = LongStream.range(0, (long) rows * words).map(i -> i * 37 % 320).toArray();
    return Scope.manager().create(ids, new Shape(rows, words));
  }
}
