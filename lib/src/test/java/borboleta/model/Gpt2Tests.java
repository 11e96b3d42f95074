package borboleta.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.hub.Gpt2Folder;
import borboleta.nn.KvCache;
import borboleta.tensor.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class Gpt2Tests {
  private static final Path FOLDER = Path.of("src/test/resources/goldens/a/gpt2");

  @Test
  void prefixAndWordsInPiecesEqualTheWhole() throws IOException {
    try (Scope scope = Scope.open();
        Gpt2 model = Gpt2Folder.load(FOLDER);
        KvCache cache = model.newCache(2, 14)) {
      NDArray prefix = Scope.manager().randomNormal(new Shape(2, 4, 48));
      NDArray ids = ids(2, 10);
      float[] whole =
          model.logits(model.hidden(model.embed(prefix, ids), null, null)).toFloatArray();
      model.hidden(prefix, null, cache);
      model.hidden(model.embed(ids.get(":, :1")), null, cache);
      NDArray rest = model.hidden(model.embed(ids.get(":, 1:")), null, cache); // (2, 9, H)
      NDArray last = model.logits(rest).get("1, 8"); // (V)
      float[] want = java.util.Arrays.copyOfRange(whole, whole.length - 320, whole.length);
      assertArrayEquals(want, last.toFloatArray(), 1e-4f);
    }
  }

  @Test
  void textLongerThanThePositionsIsRefused() throws IOException {
    try (Scope scope = Scope.open();
        Gpt2 model = Gpt2Folder.load(FOLDER)) {
      NDArray ids = ids(1, 97);
      String message =
          assertThrows(IllegalArgumentException.class, () -> model.forward(ids)).getMessage();
      assertTrue(message.contains("97 positions") && message.contains("96"), message);
      assertEquals(new Shape(1, 96, 320), model.forward(ids(1, 96)).getShape());
    }
  }

  private static NDArray ids(int rows, int words) {
    long[] ids = LongStream.range(0, (long) rows * words).map(i -> i * 37 % 320).toArray();
    return Scope.manager().create(ids, new Shape(rows, words));
  }
}
