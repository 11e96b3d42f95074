package borboleta.hub;

import borboleta.model.Network;
import java.io.IOException;
import java.nio.file.Path;

/** A model folder of any architecture that the kit knows. */
public final class ModelFolder {
  private ModelFolder() {}

  /**
   * The {@code model_type} of a folder's config.json, empty if it has none.
   *
   * @throws IOException if the file is missing or is no JSON
   */
  public static String type(Path folder) throws IOException {
    return ConfigJson.read(folder).modelType();
  }

  /**
   * Loads a model in fp32, by the {@code model_type} of its config.json.
   *
   * @throws IOException if a file is missing or broken, the two files do not belong together, or
   *     the architecture is unknown
   */
  public static Network load(Path folder) throws IOException {
    ConfigJson config = ConfigJson.read(folder);
    return switch (config.modelType()) {
      case "gpt2" -> Gpt2Folder.load(folder);
      case "llama" -> LlamaFolder.load(folder);
      case "llava" -> LlavaFolder.load(folder);
      case "mamba" -> MambaFolder.load(folder);
      case "t5" -> T5Folder.load(folder);
      case "vit" -> VitFolder.load(folder);
      default ->
          throw config.wrong("model_type", "supported are gpt2, llama, llava, mamba, t5 and vit");
    };
  }
}
