package borboleta.hub;

import borboleta.model.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** A model folder of any architecture that the kit knows. */
public final class ModelFolder {
  private ModelFolder() {}

  /** The architectures that write text. */
  public enum Writer {
    GPT2,
    LLAMA,
    LLAVA,
    MAMBA,
    T5;

    /** Its {@code model_type}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Which architecture a folder's model has, of those that write.
   *
   * @throws IOException if config.json is missing, is no JSON or describes another one
   */
  public static Writer writer(Path folder) throws IOException {
    if (LlavaFolder.isOfficial(folder)) {
      return Writer.LLAVA;
    }
    ConfigJson config = ConfigJson.read(folder);
    for (Writer writer : Writer.values()) {
      if (writer.toString().equals(config.modelType())) {
        return writer;
      }
    }
    throw config.wrong("model_type", "models that write are gpt2, llama, llava, mamba and t5");
  }

  /**
   * Loads a model in fp32, by the {@code model_type} of its config.json.
   *
   * @throws IOException if a file is missing or broken, the two files do not belong together, or
   *     the architecture is unknown
   */
  public static Network load(Path folder) throws IOException {
    if (LlavaFolder.isOfficial(folder)) {
      return LlavaFolder.load(folder);
    }
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
