package borboleta.hub;

import borboleta.model.ClipVision;
import borboleta.model.Llama;
import borboleta.model.Llava;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** LLaVA's {@code config.json} in Hugging Face's form, with the defaults of its classes. */
final class LlavaConfigFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LlavaConfigFile() {}

  /**
   * Reads a configuration.
   *
   * @throws IOException if the file is missing, is not JSON or describes another architecture
   */
  static Llava.Config read(Path file) throws IOException {
    JsonNode root = JsonFile.read(file);
    String type = root.path("model_type").asText("");
    if (!type.equals("llava")) {
      throw new IOException(
          "%s describes model_type \"%s\" (architectures %s); this command reads \"llava\""
              .formatted(file, type, root.path("architectures")));
    }
    String select = root.path("vision_feature_select_strategy").asText("default");
    if (!select.equals("default")) {
      throw new IOException(
          file
              + " asks for vision_feature_select_strategy \""
              + select
              + "\"; known is \"default\"");
    }
    ConfigJson c = new ConfigJson(file, root);
    ClipVision.Config vision = vision(file, root.path("vision_config"));
    Llava.Config config =
        new Llava.Config(
            vision,
            text(file, root.path("text_config"), root),
            c.count("image_token_index", c.count("image_token_id", 32000)),
            layer(c, "vision_feature_layer", vision));
    known(file, root, "projector_hidden_act", "gelu");
    known(file, root, "multimodal_projector_bias", "true");
    if (config.imageTokenIndex() >= config.text().vocabSize()) {
      throw new IOException(file + " has an image_token_index outside its vocabulary");
    }
    return config;
  }

  /** Reads the tower's part of a CLIP model's own config.json. */
  static ClipVision.Config clip(Path file) throws IOException {
    JsonNode root = JsonFile.read(file);
    String type = root.path("model_type").asText("");
    if (!type.equals("clip") && !type.equals("clip_vision_model")) {
      throw new IOException(
          "%s describes model_type \"%s\"; a vision tower is a \"clip\" or \"clip_vision_model\""
              .formatted(file, type));
    }
    return vision(file, type.equals("clip") ? root.path("vision_config") : root);
  }

  private static ClipVision.Config vision(Path file, JsonNode v) throws IOException {
    known(file, v, "hidden_act", "quick_gelu", "gelu");
    known(file, v, "model_type", "clip_vision_model", "clip");
    ConfigJson c = new ConfigJson(file, v);
    int size = c.size("hidden_size", 768);
    ClipVision.Config config =
        new ClipVision.Config(
            size,
            c.size("intermediate_size", 3072),
            c.size("num_hidden_layers", 12),
            c.parts("num_attention_heads", 12, size),
            c.size("image_size", 224),
            c.size("patch_size", 32),
            c.size("num_channels", 3),
            (float) c.number("layer_norm_eps", 1e-5),
            c.text("hidden_act", "quick_gelu"));
    if (config.patchSize() > config.imageSize()) {
      throw c.wrong("patch_size", "a picture has image_size " + config.imageSize());
    }
    return config;
  }

  /**
   * Which of a tower's hidden states is read.
   *
   * @throws IOException if it is none of them, or several
   */
  static int layer(ConfigJson c, String name, ClipVision.Config vision) throws IOException {
    if (!c.has(name)) {
      return -2;
    }
    int layers = vision.numHiddenLayers();
    double layer = c.number(name, -2);
    if (layer != Math.rint(layer) || layer > layers || layer < -layers - 1) {
      throw c.wrong(name, "the tower's hidden states are 0 to " + layers + ", the last is -1");
    }
    return (int) layer;
  }

  static Llama.Config text(Path file, JsonNode t, JsonNode root) throws IOException {
    boolean tied = root.path("tie_word_embeddings").asBoolean(false);
    return LlamaFolder.config(
        new ConfigJson(file, t), t.path("tie_word_embeddings").asBoolean(tied));
  }

  /** Refuses a value under which the network would compute something else. */
  private static void known(Path file, JsonNode node, String key, String... values)
      throws IOException {
    String value = node.path(key).asText(values[0]);
    if (!List.of(values).contains(value)) {
      throw new IOException(
          "%s asks for %s \"%s\"; known is %s".formatted(file, key, value, List.of(values)));
    }
  }

  /** Gives the configuration in the form that transformers reads. */
  static String write(Llava.Config c, boolean bfloat16) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("architectures").add("LlavaForConditionalGeneration");
    root.put("model_type", "llava");
    root.put("torch_dtype", bfloat16 ? "bfloat16" : "float32");
    root.put("image_token_index", c.imageTokenIndex());
    root.put("image_seq_length", c.vision().patches());
    root.put("vision_feature_layer", c.visionFeatureLayer());
    root.put("vision_feature_select_strategy", "default");
    root.put("projector_hidden_act", "gelu");
    root.put("multimodal_projector_bias", true);
    root.put("tie_word_embeddings", c.text().tieWordEmbeddings());
    ClipVision.Config v = c.vision();
    root.putObject("vision_config")
        .put("model_type", "clip_vision_model")
        .put("hidden_size", v.hiddenSize())
        .put("intermediate_size", v.intermediateSize())
        .put("num_hidden_layers", v.numHiddenLayers())
        .put("num_attention_heads", v.numAttentionHeads())
        .put("image_size", v.imageSize())
        .put("patch_size", v.patchSize())
        .put("num_channels", v.numChannels())
        .put("projection_dim", v.hiddenSize())
        .put("layer_norm_eps", Double.parseDouble(Float.toString(v.layerNormEps())))
        .put("hidden_act", v.hiddenAct());
    Llama.Config t = c.text();
    ObjectNode text = root.putObject("text_config");
    text.put("model_type", "llama")
        .put("vocab_size", t.vocabSize())
        .put("hidden_size", t.hiddenSize())
        .put("intermediate_size", t.intermediateSize())
        .put("num_hidden_layers", t.numHiddenLayers())
        .put("num_attention_heads", t.numAttentionHeads())
        .put("num_key_value_heads", t.numKeyValueHeads())
        .put("head_dim", t.headDim())
        .put("max_position_embeddings", t.maxPositionEmbeddings())
        .put("rms_norm_eps", Double.parseDouble(Float.toString(t.rmsNormEps())))
        .put("rope_theta", t.ropeTheta())
        .put("attention_bias", t.attentionBias())
        .put("mlp_bias", t.mlpBias())
        .put("hidden_act", "silu")
        .put("tie_word_embeddings", t.tieWordEmbeddings())
        .put("bos_token_id", t.bosTokenId())
        .put("eos_token_id", t.eosTokenId())
        .put("pad_token_id", t.padTokenId());
    LlamaFolder.writeScaling(t.ropeScaling(), text);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }
}
