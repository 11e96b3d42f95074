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
    Llava.Config config =
        new Llava.Config(
            vision(file, root.path("vision_config")),
            text(file, root.path("text_config"), root),
            root.path("image_token_index").asInt(root.path("image_token_id").asInt(32000)),
            root.path("vision_feature_layer").asInt(-2));
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
    divides(file, v, "num_attention_heads", 12, "hidden_size", 768);
    return new ClipVision.Config(
        v.path("hidden_size").asInt(768),
        v.path("intermediate_size").asInt(3072),
        v.path("num_hidden_layers").asInt(12),
        v.path("num_attention_heads").asInt(12),
        v.path("image_size").asInt(224),
        v.path("patch_size").asInt(32),
        v.path("num_channels").asInt(3),
        (float) v.path("layer_norm_eps").asDouble(1e-5),
        v.path("hidden_act").asText("quick_gelu"));
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

  private static void divides(
      Path file, JsonNode node, String parts, int defaultParts, String whole, int defaultWhole)
      throws IOException {
    int p = node.path(parts).asInt(defaultParts);
    int w = node.path(whole).asInt(defaultWhole);
    if (p < 1 || w < 1 || (w % p != 0 && !node.has("head_dim"))) {
      throw new IOException(
          "%s has %s %d and %s %d, which do not go together".formatted(file, whole, w, parts, p));
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
