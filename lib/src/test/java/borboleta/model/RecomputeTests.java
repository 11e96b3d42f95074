package borboleta.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.hub.LlavaFolder;
import borboleta.hub.LoadOptions;
import borboleta.hub.TinyModel;
import borboleta.nn.LoraAdapter;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import borboleta.tensor.TorchRandom;
import borboleta.tensor.WeightType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecomputeTests {
  @TempDir private Path folder;

  /** Gradients of all that learns, and the loss last. */
  private static Map<String, float[]> gradients(
      Llava model, Map<String, NDArray> learns, boolean recomputes, WeightType type) {
    model.language().recompute(recomputes);
    model.vision().recompute(recomputes);
    List<NDArray> all = List.copyOf(learns.values());
    Ops.startGradients(all);
    Ops.zeroGradients(all);
    Map<String, float[]> gradients = new LinkedHashMap<>();
    try (Scope scope = Scope.open()) {
      TorchRandom.seed(4);
      NDArray pixels = TorchRandom.normal(2, 3, 32, 32);
      long[] ids = new long[2 * 14];
      Arrays.setAll(ids, i -> i % 14 < 4 ? 3 : 10 + i);
      NDArray slots = Scope.manager().create(new long[] {0, 1, 2, 3, 14, 15, 16, 17});
      NDArray loss;
      try (Torch.Gradients recording = Torch.recordGradients()) {
        NDArray hidden =
            model.hidden(
                Scope.manager().create(ids, new Shape(2, 14)),
                type == WeightType.FLOAT32 ? pixels : Ops.toBfloat16(pixels),
                slots,
                null,
                null);
        loss =
            Ops.crossEntropy(
                model.language().logits(hidden), Scope.manager().create(ids, new Shape(2, 14)));
        Ops.backward(loss, 0.5f);
      }
      learns.forEach(
          (name, array) -> {
            try (NDArray gradient = array.getGradient()) {
              gradients.put(name, Ops.toFloat32(gradient).toFloatArray());
            }
          });
      gradients.put("loss", loss.toFloatArray());
    }
    return gradients;
  }

  private static void assertSame(Map<String, float[]> want, Map<String, float[]> got) {
    assertEquals(want.keySet(), got.keySet());
    want.forEach((name, gradient) -> assertArrayEquals(gradient, got.get(name), 0, name));
    long silent =
        want.values().stream()
            .filter(g -> java.util.stream.IntStream.range(0, g.length).allMatch(i -> g[i] == 0))
            .count();
    assertEquals(0, silent, "every parameter has a gradient");
  }

  @Test
  void gradientsOfAWholeModelAreTheSameToTheLastBit() throws IOException {
    TinyModel.write(folder.resolve("base"));
    for (WeightType type : new WeightType[] {WeightType.FLOAT32, WeightType.BFLOAT16}) {
      try (Llava model =
          LlavaFolder.load(folder.resolve("base"), null, LoadOptions.of(type)).model()) {
        Map<String, NDArray> learns = new LinkedHashMap<>(model.parameters());
        // A key's bias shifts all scores of a query alike, so its gradient is nothing but rounding.
        learns.keySet().removeIf(n -> n.contains("post_layernorm") || n.contains("k_proj.bias"));
        assertSame(gradients(model, learns, false, type), gradients(model, learns, true, type));
      }
    }
  }

  @Test
  void dropoutLeavesOutTheSameOnTheWayBack() throws IOException {
    TinyModel.write(folder.resolve("base"));
    try (Llava model = LlavaFolder.load(folder.resolve("base"));
        LoraAdapter adapter = new LoraAdapter(model.linears(), 4, 8)) {
      adapter.addFresh(
          model.linears().keySet().stream()
              .filter(n -> n.startsWith("language_model.model."))
              .toList(),
          1);
      adapter.parameters().forEach((name, array) -> array.addi(0.05f));
      adapter.attach();
      adapter.drop(0.3, 99);
      Map<String, NDArray> learns = adapter.parameters();
      Map<String, float[]> plain = gradients(model, learns, false, WeightType.FLOAT32);
      adapter.drop(0.3, 99);
      assertSame(plain, gradients(model, learns, true, WeightType.FLOAT32));
      adapter.drop(0.3, 100);
      assertFalse(
          plain.get("loss")[0] == gradients(model, learns, true, WeightType.FLOAT32).get("loss")[0],
          "another key leaves out others");
      adapter.drop(0, 0);
    }
  }
}
