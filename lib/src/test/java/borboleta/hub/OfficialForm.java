package borboleta.hub;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Torch;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A model in Hugging Face's form, and what LLaVA's own code would have of the same weights: a
 * LLaMA, a CLIP folder, and the folders that its training leaves.
 */
public final class OfficialForm {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LORA = "self_attn.q_proj";
  private static final int RANK = 4;

  private final Path model;
  private final Path folder;

  /**
   * Prepares the forms.
   *
   * @param model in Hugging Face's form
   * @param folder that takes them: llama, clip-tiny and what is asked for
   */
  public OfficialForm(Path model, Path folder) throws IOException {
    this.model = model;
    this.folder = folder;
    copy("llama", n -> n.startsWith("language_model.") ? n.substring(15) : null);
    ObjectNode config = (ObjectNode) config().get("text_config");
    JSON.writeValue(llama().resolve("config.json").toFile(), config.put("model_type", "llama"));
    if (Files.exists(model.resolve("tokenizer.json"))) {
      Files.copy(model.resolve("tokenizer.json"), llama().resolve("tokenizer.json"));
    }
    Path clip = copy("clip-tiny", n -> n.startsWith("vision_tower.") ? n.substring(13) : null);
    ObjectNode tower = JSON.createObjectNode().put("model_type", "clip");
    tower.set("vision_config", config().get("vision_config"));
    JSON.writeValue(clip.resolve("config.json").toFile(), tower);
  }

  public Path llama() {
    return folder.resolve("llama");
  }

  /** A whole model as full fine-tuning saves it. */
  public Path whole() throws IOException {
    Path whole =
        copy(
            "llava-whole",
            n -> n.startsWith("vision_tower.") ? "model.vision_tower." + n : official(n));
    writeConfig(whole);
    return whole;
  }

  /** An adapter and a projector with values of their own, in the names of LLaVA's code. */
  public Path adapter() throws IOException {
    Path to = folder.resolve("llava-lora");
    write(to, "base_model.model.model.layers.", n -> "base_model.model." + official(n));
    writeConfig(to);
    return to;
  }

  /** The same adapter and projector in the names of Hugging Face's class. */
  public Path adapterOfTheKit() throws IOException {
    Path to = folder.resolve("hf-lora");
    write(to, "base_model.model.model.language_model.layers.", n -> n);
    return to;
  }

  /** The projector alone, in the names of LLaVA's code. */
  public Path projector() throws IOException {
    Path to = folder.resolve("llava-projector");
    Files.createDirectories(to);
    try (NDManager manager = Torch.newManager()) {
      SafeTensorsWriter.write(
          to.resolve("mm_projector.safetensors"),
          projector(manager, OfficialForm::official),
          false);
    }
    writeConfig(to);
    return to;
  }

  private void write(Path to, String layers, UnaryOperator<String> naming) throws IOException {
    Files.createDirectories(to);
    try (NDManager manager = Torch.newManager()) {
      int hidden = config().at("/text_config/hidden_size").asInt();
      int count = config().at("/text_config/num_hidden_layers").asInt();
      manager.getEngine().setRandomSeed(3);
      Map<String, NDArray> lora = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        String name = layers + i + "." + LORA + ".lora_";
        lora.put(name + "A.weight", random(manager, RANK, hidden));
        lora.put(name + "B.weight", random(manager, hidden, RANK));
      }
      SafeTensorsWriter.write(to.resolve("adapter_model.safetensors"), lora, false);
      SafeTensorsWriter.write(
          to.resolve("non_lora_trainables.safetensors"), projector(manager, naming), false);
    }
    Files.writeString(
        to.resolve("adapter_config.json"),
        """
        {"peft_type": "LORA", "task_type": "CAUSAL_LM", "r": 4, "lora_alpha": 8, "bias": "none",
         "lora_dropout": 0.05, "fan_in_fan_out": false, "target_modules": ["q_proj"]}""");
  }

  private static NDArray random(NDManager manager, int rows, int columns) {
    return manager.randomNormal(0, 0.3f, new Shape(rows, columns), DataType.FLOAT32);
  }

  private Map<String, NDArray> projector(NDManager manager, UnaryOperator<String> naming)
      throws IOException {
    manager.getEngine().setRandomSeed(4);
    Map<String, NDArray> own = new TreeMap<>();
    try (SafeTensors tensors = SafeTensors.open(model.resolve("model.safetensors"))) {
      for (String name : new java.util.TreeSet<>(tensors.names())) {
        if (name.startsWith("multi_modal_projector.")) {
          own.put(
              naming.apply(name),
              manager.randomNormal(0, 0.3f, tensors.shape(name), DataType.FLOAT32));
        }
      }
    }
    return own;
  }

  private static String official(String name) {
    return name.replace("language_model.", "")
        .replace("multi_modal_projector.linear_1.", "model.mm_projector.0.")
        .replace("multi_modal_projector.linear_2.", "model.mm_projector.2.");
  }

  /** Writes the tensors that get a name into a folder of their own. */
  private Path copy(String name, UnaryOperator<String> naming) throws IOException {
    Path to = folder.resolve(name);
    Files.createDirectories(to);
    try (NDManager manager = Torch.newManager();
        SafeTensors tensors = SafeTensors.open(model.resolve("model.safetensors"))) {
      Map<String, NDArray> all = new LinkedHashMap<>();
      for (String tensor : tensors.names()) {
        String other = naming.apply(tensor);
        if (other != null) {
          all.put(other, tensors.read(tensor, manager));
        }
      }
      SafeTensorsWriter.write(to.resolve("model.safetensors"), all, false);
    }
    return to;
  }

  private void writeConfig(Path to) throws IOException {
    ObjectNode config = (ObjectNode) config().get("text_config");
    config.put("model_type", "llava_llama").put("mm_vision_tower", "openai/clip-tiny");
    config.put("mm_projector_type", "mlp2x_gelu").put("mm_vision_select_feature", "patch");
    config.set("mm_vision_select_layer", config().get("vision_feature_layer"));
    config.set("mm_hidden_size", config().at("/vision_config/hidden_size"));
    JSON.writeValue(to.resolve("config.json").toFile(), config);
  }

  private ObjectNode config() throws IOException {
    return (ObjectNode) JSON.readTree(model.resolve("config.json").toFile());
  }
}
