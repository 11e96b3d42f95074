package borboleta.cli.bench;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import borboleta.data.WholeFolder;
import borboleta.hub.LlavaFolder;
import borboleta.model.ClipVision;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.nn.Weights;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Models with random weights, large enough for their activations to count. */
enum MemoryModel {
  /** The sizes of the Python peer's model (lib/bench/peer.py). */
  WIDE(
      new ClipVision.Config(384, 1536, 12, 6, 224, 16, 3, 1e-5f, "quick_gelu"),
      new Llama.Config(8000, 512, 1376, 8, 8, 8, 64, 2048, 1e-6f, 10000, false, 1, 2, 0)),
  /** A deeper and narrower one with fewer heads for keys, and one table for words and head. */
  DEEP(
      new ClipVision.Config(192, 768, 6, 3, 224, 16, 3, 1e-5f, "quick_gelu"),
      new Llama.Config(16000, 256, 1024, 16, 8, 2, 32, 2048, 1e-6f, 10000, true, 1, 2, 0)),
  /** The tiny tier's sizes (models/tiny-base). */
  TINY(
      new ClipVision.Config(192, 768, 3, 6, 96, 16, 3, 1e-5f, "quick_gelu"),
      new Llama.Config(1400, 192, 512, 4, 6, 6, 32, 512, 1e-6f, 10000, false, 1, 2, 0));

  private final ClipVision.Config vision;
  private final Llama.Config text;

  MemoryModel(ClipVision.Config vision, Llama.Config text) {
    this.vision = vision;
    this.text = text;
  }

  /** The model's folder inside another; it is made where there is none. */
  Path in(Path folder) throws IOException {
    Path own = folder.resolve(name().toLowerCase(Locale.ROOT));
    if (!Files.exists(own)) {
      Files.createDirectories(folder);
      WholeFolder.write(own, this::make);
    }
    return own;
  }

  private void make(Path into) throws IOException {
    NDManager manager = Torch.newManager();
    manager.getEngine().setRandomSeed(1);
    Weights weights =
        Weights.from((name, shape) -> manager.randomNormal(0, 0.02f, shape, DataType.FLOAT32));
    Llava.Config config = new Llava.Config(vision, text, text.vocabSize() - 1, -2);
    try (Llava model = new Llava(weights, config, manager)) {
      LlavaFolder.save(model, into, false);
    }
  }
}
