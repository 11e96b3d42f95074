package borboleta.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.tensor.Scope;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The expected figures are those of transformers' {@code ACT2FN}. */
class ActivationTests {
  private static final float[] AT = {-3, -1, -0.5f, 0, 0.5f, 1, 3};

  private static final Map<String, float[]> VALUES =
      Map.of(
          "gelu",
          new float[] {-0.004050f, -0.158655f, -0.154269f, 0, 0.345731f, 0.841345f, 2.995950f},
          "gelu_new",
          new float[] {-0.003637f, -0.158808f, -0.154286f, 0, 0.345714f, 0.841192f, 2.996363f},
          "quick_gelu",
          new float[] {-0.018071f, -0.154204f, -0.149612f, 0, 0.350388f, 0.845796f, 2.981929f},
          "relu",
          new float[] {0, 0, 0, 0, 0.5f, 1, 3},
          "silu",
          new float[] {-0.142278f, -0.268941f, -0.188770f, 0, 0.311230f, 0.731059f, 2.857723f},
          "tanh",
          new float[] {-0.995055f, -0.761594f, -0.462117f, 0, 0.462117f, 0.761594f, 0.995055f});

  @Test
  void eachNameGivesTheReferencesValues() {
    try (Scope scope = Scope.open()) {
      VALUES.forEach(
          (name, want) ->
              assertArrayEquals(
                  want,
                  Activation.of(name).forward(Scope.manager().create(AT)).toFloatArray(),
                  2e-6f,
                  name));
    }
  }

  @Test
  void unknownNameIsRefusedWithTheKnownOnes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Activation.of("mish")).getMessage();
    assertTrue(message.contains("mish") && message.contains("gelu_new"), message);
  }
}
