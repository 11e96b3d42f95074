package borboleta.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import borboleta.model.ClipVision;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.nn.RopeScaling;
import borboleta.nn.Weights;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlavaConfigTests {
  @TempDir Path folder;

  @Test
  void languageModelsSettingsSurviveSavingAndLoading() throws IOException {
    survives(RopeScaling.llama3(8, 1, 4, 64), true, false, true);
    survives(RopeScaling.linear(2.5), false, true, false);
    survives(RopeScaling.dynamic(2), true, true, true);
    survives(RopeScaling.NONE, false, false, false);
  }

  private void survives(RopeScaling scaling, boolean attentionBias, boolean mlpBias, boolean tied)
      throws IOException {
    ClipVision.Config vision = new ClipVision.Config(8, 16, 1, 2, 8, 4, 3, 1e-5f, "quick_gelu");
    Llama.Config text =
        new Llama.Config(
            20, 8, 16, 1, 2, 1, 6, 32, 1e-6f, 5000, tied, 1, 2, 0, scaling, attentionBias, mlpBias);
    Llava.Config config = new Llava.Config(vision, text, 3, -1);
    NDManager manager = Torch.newManager();
    Weights weights =
        Weights.from((name, shape) -> manager.randomNormal(0, 1, shape, DataType.FLOAT32));
    try (Llava model = new Llava(weights, config, manager)) {
      LlavaFolder.save(model, folder, false);
      try (Llava again = LlavaFolder.load(folder)) {
        assertEquals(config, again.config());
        assertEquals(model.parameters().keySet(), again.parameters().keySet());
      }
    }
  }
}
