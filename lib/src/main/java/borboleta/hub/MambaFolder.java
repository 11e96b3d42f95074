package borboleta.hub;

import borboleta.model.Mamba;
import borboleta.nn.Activation;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;

/** A Mamba in a folder of Hugging Face's form. */
public final class MambaFolder {
  /** The head that is the table of words again. */
  private static final String HARMLESS = "lm_head\\.weight";

  private MambaFolder() {}

  /**
   * Loads a model in fp32.
   *
   * @throws IOException if a file is missing or broken, describes another architecture, or the two
   *     files do not belong together
   */
  public static Mamba load(Path folder) throws IOException {
    return load(folder, LoadOptions.FLOAT32);
  }

  /**
   * Loads a model.
   *
   * @throws IOException as {@link #load(Path)}
   */
  public static Mamba load(Path folder, LoadOptions options) throws IOException {
    ConfigJson c = ConfigJson.read(folder, "mamba");
    try (Checkpoint checkpoint = Checkpoint.open(folder, "backbone.", HARMLESS)) {
      Mamba.Config config = config(c, checkpoint.hasOwnHead("backbone.embeddings.weight"));
      return checkpoint.load(options, (weights, manager) -> new Mamba(weights, config, manager));
    }
  }

  /**
   * Loads the tokenizer of a model's folder.
   *
   * @throws IOException if there is none, or it has too few or too many entries for the model
   */
  public static Tokenizer tokenizer(Path folder, Mamba.Config config) throws IOException {
    return ModelTokenizer.load(folder, config.vocabSize(), config.eosTokenId());
  }

  private static Mamba.Config config(ConfigJson c, boolean ownHead) throws IOException {
    int size = c.size("hidden_size", 768);
    int rankOf16 = (size + 15) / 16;
    boolean auto = c.isText("time_step_rank") && c.text("time_step_rank", "").equals("auto");
    return new Mamba.Config(
        c.size("vocab_size", 50280),
        size,
        c.size("intermediate_size", (int) (c.number("expand", 2) * size)),
        c.size("state_size", 16),
        c.size("num_hidden_layers", 32),
        c.size("conv_kernel", 4),
        auto ? rankOf16 : c.size("time_step_rank", rankOf16),
        (float) c.number("layer_norm_epsilon", 1e-5),
        c.named("hidden_act", "silu", Activation::of),
        c.flag("use_bias", false),
        c.flag("use_conv_bias", true),
        !ownHead && c.flag("tie_word_embeddings", true),
        c.token("bos_token_id", 0),
        c.token("eos_token_id", 0));
  }
}
