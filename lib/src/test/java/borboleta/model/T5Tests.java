package borboleta.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.hub.T5Folder;
import borboleta.nn.KvCache;
import borboleta.tensor.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class T5Tests {
  private static final Path FOLDER = Path.of("src/test/resources/goldens/a/t5");

  @Test
  void wordsOneByOneEqualTheWhole() throws IOException {
    try (Scope scope = Scope.open();
        T5 model = T5Folder.load(FOLDER);
        KvCache cache = model.newCache(2, 12)) {
      T5.Memory memory = model.remember(model.encode(ids(2, 9), null), null);
      NDArray written = ids(2, 12);
      float[] whole = model.decode(written, memory, null).get(":, 11").toFloatArray();
      NDArray last = null;
      for (int i = 0; i < 12; i++) {
        last = model.decode(written.get(":, " + i + ":" + (i + 1)), memory, cache); // (2, 1, H)
      }
      assertNotNull(last);
      assertArrayEquals(whole, last.toFloatArray(), 1e-5f);
    }
  }

  @Test
  void paddingChangesNoWord() throws IOException {
    try (Scope scope = Scope.open();
        T5 model = T5Folder.load(FOLDER)) {
      NDArray ids = ids(1, 10);
      long[] real = {1, 1, 1, 1, 1, 1, 0, 0, 0, 0};
      NDArray mask = Scope.manager().create(real, new Shape(1, 10));
      NDArray cut = ids.get(":, :6");
      NDArray written = ids(1, 3);
      NDArray padded = model.decode(written, model.remember(model.encode(ids, mask), mask), null);
      NDArray plain = model.decode(written, model.remember(model.encode(cut, null), null), null);
      assertArrayEquals(plain.toFloatArray(), padded.toFloatArray(), 1e-5f);
    }
  }

  private static NDArray ids(int rows, int words) {
    long[] ids = LongStream.range(0, (long) rows * words).map(i -> 3 + i * 37 % 300).toArray();
    return Scope.manager().create(ids, new Shape(rows, words));
  }
}
