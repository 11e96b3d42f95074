package borboleta.hub;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import borboleta.model.ClipVision;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.nn.Weights;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Torch;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model small enough to train in a test, with random weights and the tiny base's tokenizer. */
public final class TinyModel {
  private TinyModel() {}

  public static Path tokenizer() {
    return Path.of("../models/tiny-base/tokenizer.json");
  }

  public static void write(Path folder) throws IOException {
    ClipVision.Config vision = new ClipVision.Config(24, 48, 2, 2, 32, 16, 3, 1e-5f, "quick_gelu");
    Llama.Config text =
        new Llama.Config(1400, 24, 48, 2, 2, 2, 12, 128, 1e-6f, 10000, false, 1, 2, 0);
    NDManager manager = Torch.newManager();
    manager.getEngine().setRandomSeed(11);
    Weights weights =
        Weights.from((name, shape) -> manager.randomNormal(0, 0.2f, shape, DataType.FLOAT32));
    try (Llava model = new Llava(weights, new Llava.Config(vision, text, 3, -1), manager)) {
      LlavaFolder.save(model, folder, false);
    }
    Files.copy(tokenizer(), folder.resolve("tokenizer.json"));
  }

  /**
   * Writes a model in the form of the official repository, with its tower in a folder of its own.
   *
   * @param hub the model in Hugging Face's form
   */
  public static void writeOfficial(Path hub, Path folder) throws IOException {
    ObjectNode root = (ObjectNode) new ObjectMapper().readTree(hub.resolve("config.json").toFile());
    try (Llava model = LlavaFolder.load(hub)) {
      Map<String, NDArray> own = new LinkedHashMap<>();
      Map<String, NDArray> tower = new LinkedHashMap<>();
      model
          .parameters()
          .forEach(
              (name, array) -> {
                if (name.startsWith("vision_tower.")) {
                  tower.put(name.substring("vision_tower.".length()), array);
                } else {
                  own.put(
                      name.replace("language_model.", "")
                          .replace("multi_modal_projector.linear_1.", "model.mm_projector.0.")
                          .replace("multi_modal_projector.linear_2.", "model.mm_projector.2."),
                      array);
                }
              });
      Files.createDirectories(folder.resolve("clip"));
      SafeTensorsWriter.write(folder.resolve("model.safetensors"), own, false);
      SafeTensorsWriter.write(folder.resolve("clip/model.safetensors"), tower, false);
    }
    ObjectNode config = (ObjectNode) root.get("text_config");
    config.put("model_type", "llava_llama").put("mm_vision_tower", "openai/clip");
    config.put("mm_projector_type", "mlp2x_gelu");
    config.set("mm_vision_select_layer", root.get("vision_feature_layer"));
    config.put("mm_vision_select_feature", "patch");
    Files.writeString(folder.resolve("config.json"), config.toString());
    ObjectNode clip = root.objectNode().put("model_type", "clip");
    clip.set("vision_config", root.get("vision_config"));
    Files.writeString(folder.resolve("clip/config.json"), clip.toString());
    Files.copy(tokenizer(), folder.resolve("tokenizer.json"));
  }

  /** Writes one of the reference's text models with a tokenizer of bytes. */
  public static void writeGolden(String name, Path folder) throws IOException {
    Path golden = Path.of("src/test/resources/goldens/a", name);
    Files.createDirectories(folder);
    for (String file : List.of("config.json", "model.safetensors")) {
      Files.copy(golden.resolve(file), folder.resolve(file));
    }
    ByteTokenizer.write(folder);
  }

  /** Writes a LLaMA of the same sizes that reads no pictures. */
  public static void writeLlama(Path folder) throws IOException {
    Llama.Config text =
        new Llama.Config(1400, 24, 48, 2, 2, 2, 12, 128, 1e-6f, 10000, false, 1, 2, 0);
    NDManager manager = Torch.newManager();
    manager.getEngine().setRandomSeed(12);
    Weights weights =
        Weights.from((name, shape) -> manager.randomNormal(0, 0.2f, shape, DataType.FLOAT32));
    Files.createDirectories(folder);
    try (Llama model = new Llama(weights, text, manager)) {
      SafeTensorsWriter.write(folder.resolve("model.safetensors"), model.parameters(), false);
    }
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "llama", "vocab_size": 1400, "hidden_size": 24, "intermediate_size": 48,
         "num_hidden_layers": 2, "num_attention_heads": 2, "max_position_embeddings": 128}""");
    Files.copy(tokenizer(), folder.resolve("tokenizer.json"));
  }
}
