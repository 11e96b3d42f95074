package borboleta.hub;

import borboleta.model.Vit;
import borboleta.nn.Activation;
import java.io.IOException;
import java.nio.file.Path;

/** A ViT classifier in a folder of Hugging Face's form. */
public final class VitFolder {
  /** The reference's classifier ignores a pooler too. */
  private static final String HARMLESS = "(vit\\.)?pooler\\..*";

  private VitFolder() {}

  /**
   * Loads a model in fp32.
   *
   * @throws IOException if a file is missing or broken, describes another architecture, or the two
   *     files do not belong together
   */
  public static Vit load(Path folder) throws IOException {
    Vit.Config config = config(ConfigJson.read(folder, "vit"));
    try (Checkpoint checkpoint = Checkpoint.open(folder, "vit.", HARMLESS)) {
      return checkpoint.load((weights, manager) -> new Vit(weights, config, manager));
    }
  }

  private static Vit.Config config(ConfigJson c) throws IOException {
    int size = c.size("hidden_size", 768);
    return new Vit.Config(
        size,
        c.size("intermediate_size", 3072),
        c.size("num_hidden_layers", 12),
        c.parts("num_attention_heads", 12, size),
        c.size("image_size", 224),
        c.size("patch_size", 16),
        c.size("num_channels", 3),
        (float) c.number("layer_norm_eps", 1e-12),
        c.named("hidden_act", "gelu", Activation::of),
        c.flag("qkv_bias", true),
        c.labels());
  }
}
