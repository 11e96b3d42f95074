package borboleta.train.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads an architecture's sizes from the {@code config.json} of any model folder in Hugging Face's
 * form, or of LLaVA's own repository. Only sizes matter here: the folder may be of a kind that this
 * library does not run.
 */
final class ModelConfig {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_BYTES = 1 << 22;

  private final Path file;
  private final JsonNode root;

  private ModelConfig(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Reads the sizes.
   *
   * @throws IOException if there is no such file, it is no JSON, or a size is missing or not above
   *     0
   */
  static Architecture read(Path folder) throws IOException {
    Path file = folder.resolve("config.json");
    if (!Files.isRegularFile(file)) {
      throw new IOException(folder + " has no config.json, so the model's sizes are not known");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is larger than 4 MB, which is no configuration of a model");
    }
    try {
      return new ModelConfig(file, JSON.readTree(file.toFile())).architecture(folder);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no JSON; copy it again", e);
    }
  }

  private Architecture architecture(Path folder) throws IOException {
    JsonNode text = root.has("text_config") ? root.get("text_config") : root;
    boolean nested = text != root;
    int hidden = size(text, "hidden_size", nested ? 4096 : 0);
    int heads = size(text, "num_attention_heads", nested ? 32 : 0);
    Architecture.Language language =
        new Architecture.Language(
            hidden,
            size(text, "num_hidden_layers", nested ? 32 : 0),
            heads,
            size(text, "num_key_value_heads", heads),
            size(text, "head_dim", hidden / heads),
            size(text, "intermediate_size", nested ? 11008 : 0),
            size(text, "vocab_size", nested ? 32000 : 0),
            text.path("tie_word_embeddings")
                .asBoolean(root.path("tie_word_embeddings").asBoolean(false)));
    Architecture.Tower tower = tower();
    long projector = tower == null ? 0 : (tower.hidden() + 1L) * hidden + (hidden + 1L) * hidden;
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return new Architecture(
        name == null ? folder.toString() : name.toString(), language, tower, projector);
  }

  private Architecture.Tower tower() throws IOException {
    if (root.path("mm_vision_tower").asText("").contains("clip-vit-large-patch14-336")) {
      return Architectures.of("llava-1.5-7b").tower();
    }
    JsonNode v = root.path("vision_config");
    if (!v.isObject()) {
      return null;
    }
    int hidden = size(v, v.has("embed_dim") ? "embed_dim" : "hidden_size", 768);
    int layers = size(v, v.has("depth") ? "depth" : "num_hidden_layers", 12);
    double ratio = v.path("mlp_ratio").asDouble(4);
    int intermediate = size(v, "intermediate_size", (int) (ratio * hidden));
    boolean gated = v.path("hidden_act").asText("").equals("silu");
    int patch = size(v, "patch_size", 32);
    int side = size(v, "image_size", 224) / patch;
    long positions = (long) side * side + 1;
    long layer =
        4L * hidden * (hidden + 1L)
            + (gated ? 3L : 2L) * hidden * intermediate
            + intermediate
            + 5L * hidden;
    long ends = 3L * patch * patch * hidden + positions * hidden + 5L * hidden;
    return new Architecture.Tower(
        hidden, layers, intermediate, gated, Math.toIntExact(positions), layers * layer + ends);
  }

  /** A size above 0; one without a default has to be there. */
  private int size(JsonNode node, String name, int otherwise) throws IOException {
    JsonNode value = node.path(name);
    int size = value.isMissingNode() || value.isNull() ? otherwise : value.asInt(0);
    if (size < 1 || size > 1 << 24) {
      throw new IOException(
          "%s has %s %s; a plan needs a whole number from 1 on"
              .formatted(file, name, value.isMissingNode() ? "missing" : value));
    }
    return size;
  }
}
