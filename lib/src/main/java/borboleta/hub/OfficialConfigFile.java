package borboleta.hub;

import borboleta.model.ClipVision;
import borboleta.model.Llava;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The {@code config.json} of the official LLaVA repository: a LLaMA's keys with {@code mm_*} ones
 * among them; the vision tower's are in a CLIP folder (LLaVA, {@code llava_arch.py} and {@code
 * multimodal_encoder/clip_encoder.py}).
 */
final class OfficialConfigFile {
  /** What the official code puts into the ids for a picture; no word has it. */
  static final int IMAGE_TOKEN_INDEX = -200;

  private OfficialConfigFile() {}

  static boolean isOfficial(JsonNode root) {
    return root.has("mm_vision_tower");
  }

  /**
   * Finds the tower's folder by its name in config.json: as a path from the model's folder, or its
   * last part inside or beside that folder.
   *
   * @throws IOException if there is none
   */
  static Path tower(Path file) throws IOException {
    return tower(file, file);
  }

  /** The same, looked for inside and beside the folder of another file too. */
  static Path tower(Path file, Path other) throws IOException {
    String name = JsonFile.read(file).path("mm_vision_tower").asText();
    String last = name.substring(name.lastIndexOf('/') + 1);
    for (Path from : List.of(file, other)) {
      Path folder = from.toAbsolutePath().getParent();
      for (Path candidate :
          List.of(folder.resolve(name), folder.resolve(last), folder.resolveSibling(last))) {
        if (!last.isEmpty() && Files.isRegularFile(candidate.resolve("config.json"))) {
          return candidate;
        }
      }
    }
    throw new IOException(
        "%s names the vision tower %s, which is a folder of its own; put it beside the model as %s"
            .formatted(file, name, last));
  }

  /**
   * Reads a configuration.
   *
   * @throws IOException if a file is missing or asks for something that the network lacks
   */
  static Llava.Config read(Path file, Path tower) throws IOException {
    JsonNode root = JsonFile.read(file);
    demand(file, root, "mm_projector_type", "mlp2x_gelu", "linear");
    demand(file, root, "mm_vision_select_feature", "patch", "patch");
    demand(file, root, "mm_use_im_start_end", "false", "false");
    demand(file, root, "mm_use_im_patch_token", "false", "false");
    ClipVision.Config vision = LlavaConfigFile.clip(tower.resolve("config.json"));
    int hidden = root.path("mm_hidden_size").asInt(vision.hiddenSize());
    if (hidden != vision.hiddenSize()) {
      throw new IOException(
          "%s asks for a tower of mm_hidden_size %d, and the one in %s has %d"
              .formatted(file, hidden, tower, vision.hiddenSize()));
    }
    return new Llava.Config(
        vision,
        LlavaConfigFile.text(file, root, root),
        IMAGE_TOKEN_INDEX,
        LlavaConfigFile.layer(new ConfigJson(file, root), "mm_vision_select_layer", vision));
  }

  private static void demand(Path file, JsonNode root, String key, String known, String absent)
      throws IOException {
    String value = root.path(key).asText(absent);
    if (!value.equals(known)) {
      throw new IOException(
          "%s asks for %s \"%s\"; known is \"%s\"".formatted(file, key, value, known));
    }
  }
}
