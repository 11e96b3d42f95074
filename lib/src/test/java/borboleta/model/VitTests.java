package borboleta.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.hub.VitFolder;
import borboleta.tensor.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class VitTests {
  private static final Path FOLDER = Path.of("src/test/resources/goldens/a/vit");

  @Test
  void picturesOfAnotherSizeAreRefused() throws IOException {
    try (Scope scope = Scope.open();
        Vit model = VitFolder.load(FOLDER)) {
      NDArray pixels = Scope.manager().zeros(new Shape(2, 3, 40, 32));
      String message =
          assertThrows(IllegalArgumentException.class, () -> model.forward(pixels)).getMessage();
      assertTrue(message.contains("(2, 3, 40, 32)") && message.contains("image_size"), message);
    }
  }

  @Test
  void labelsAreThoseOfTheConfiguration() throws IOException {
    try (Vit model = VitFolder.load(FOLDER)) {
      assertEquals(List.of("LABEL_0", "LABEL_1", "LABEL_2"), model.config().labels());
    }
  }
}
