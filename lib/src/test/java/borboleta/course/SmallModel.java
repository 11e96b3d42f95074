package borboleta.course;

import ai.djl.ndarray.NDManager;
import borboleta.hub.LlavaFolder;
import borboleta.model.ClipVision;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.nn.Weights;
import borboleta.tensor.Torch;
import borboleta.text.ChatTemplate;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A LLaVA of one small layer with random weights: it knows nothing, and learns quickly. */
final class SmallModel {
  private SmallModel() {}

  /** Writes the model's folder, with the course's tokenizer. */
  static void write(Path folder) throws IOException {
    Path tokenizerFile = Workspace.current().tinyBase().resolve("tokenizer.json");
    Files.createDirectories(folder);
    Files.copy(tokenizerFile, folder.resolve("tokenizer.json"));
    NDManager manager = Torch.newManager();
    Weights weights =
        Weights.from(
            (name, shape) ->
                name.contains("norm") && name.endsWith("weight")
                    ? manager.ones(shape)
                    : manager.randomNormal(shape).muli(0.05f));
    try (Tokenizer tokenizer = Tokenizer.load(folder)) {
      ClipVision.Config vision =
          new ClipVision.Config(32, 64, 1, 2, 96, 16, 3, 1e-5f, "quick_gelu");
      Llama.Config text =
          new Llama.Config(tokenizer.size(), 32, 64, 1, 2, 2, 16, 512, 1e-6f, 1e4, false, 1, 2, 0);
      int image = (int) tokenizer.id(ChatTemplate.IMAGE);
      try (Llava model = new Llava(weights, new Llava.Config(vision, text, image, -1), manager)) {
        LlavaFolder.save(model, folder, false);
      }
    }
  }
}
