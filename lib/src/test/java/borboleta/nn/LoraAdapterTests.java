package borboleta.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import borboleta.tensor.TorchRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoraAdapterTests {
  private final NDManager manager = Torch.newManager();
  private final Weights weights = Weights.from((name, shape) -> manager.ones(shape));
  private final Linear layer = Linear.of(weights, "layer", 3, 2, true);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void freshAdapterChangesNothingUntilItsBIsMoved() {
    try (Scope scope = Scope.open();
        LoraAdapter adapter = new LoraAdapter(weights.linears(), 2, 4)) {
      NDArray x = TorchRandom.normal(4, 3);
      float[] before = layer.forward(x).toFloatArray();
      adapter.addFresh(List.of("layer"), 1);
      adapter.attach();
      assertArrayEquals(before, layer.forward(x).toFloatArray(), 1e-6f);
      adapter.parameters().get("layer.lora_B.weight").addi(1);
      assertFalse(Arrays.equals(before, layer.forward(x).toFloatArray()));
      adapter.detach();
      assertArrayEquals(before, layer.forward(x).toFloatArray());
    }
  }

  @Test
  void changeIsTheScaledProductAndMergesIntoTheWeight() {
    try (Scope scope = Scope.open();
        LoraAdapter adapter = new LoraAdapter(weights.linears(), 1, 1)) {
      adapter.add("layer", array(1, 3, 1, 0, 2), array(2, 1, 3, -1), 0.5);
      adapter.attach();
      NDArray x = array(1, 3, 1, 10, 100);
      // x W^T + b = 112 twice; x A^T = 201, times B and the scale: 301.5 and -100.5.
      assertArrayEquals(new float[] {413.5f, 11.5f}, layer.forward(x).toFloatArray(), 1e-4f);
      adapter.merge();
      assertArrayEquals(new float[] {413.5f, 11.5f}, layer.forward(x).toFloatArray(), 1e-4f);
      assertTrue(weights.all().get("layer.weight").getFloat(0, 2) > 3.9);
    }
  }

  @Test
  void anotherModelsAdapterIsRefused() {
    try (Scope scope = Scope.open();
        LoraAdapter adapter = new LoraAdapter(weights.linears(), 1, 1)) {
      String name =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> adapter.add("other", array(1, 3, 1, 0, 2), array(2, 1, 3, -1), 1))
              .getMessage();
      assertTrue(name.contains("no layer other"), name);
      String size =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> adapter.add("layer", array(1, 2, 1, 0), array(2, 1, 3, -1), 1))
              .getMessage();
      assertTrue(size.contains("does not fit a weight of (2, 3)"), size);
    }
  }

  private NDArray array(int rows, int columns, float... values) {
    return Scope.manager().create(values, new Shape(rows, columns));
  }
}
