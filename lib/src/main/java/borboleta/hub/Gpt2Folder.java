package borboleta.hub;

import borboleta.model.Gpt2;
import borboleta.nn.Activation;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;

/** A GPT-2 in a folder of Hugging Face's form. */
public final class Gpt2Folder {
  /** Causal masks that old files carry, and the head that is the table of words again. */
  private static final String HARMLESS =
      "(transformer\\.)?h\\.\\d+\\.attn\\.(bias|masked_bias)|lm_head\\.weight";

  private Gpt2Folder() {}

  /**
   * Loads a model in fp32.
   *
   * @throws IOException if a file is missing or broken, describes another architecture, or the two
   *     files do not belong together
   */
  public static Gpt2 load(Path folder) throws IOException {
    return load(folder, LoadOptions.FLOAT32);
  }

  /**
   * Loads a model.
   *
   * @throws IOException as {@link #load(Path)}
   */
  public static Gpt2 load(Path folder, LoadOptions options) throws IOException {
    ConfigJson c = ConfigJson.read(folder, "gpt2");
    try (Checkpoint checkpoint = Checkpoint.open(folder, "transformer.", HARMLESS)) {
      Gpt2.Config config = config(c, checkpoint.hasOwnHead("transformer.wte.weight"));
      return checkpoint.load(options, (weights, manager) -> new Gpt2(weights, config, manager));
    }
  }

  /**
   * Loads the tokenizer of a model's folder.
   *
   * @throws IOException if there is none, or it has too few or too many entries for the model
   */
  public static Tokenizer tokenizer(Path folder, Gpt2.Config config) throws IOException {
    return ModelTokenizer.load(folder, config.vocabSize(), config.eosTokenId());
  }

  private static Gpt2.Config config(ConfigJson c, boolean ownHead) throws IOException {
    if (c.flag("add_cross_attention", false)) {
      throw c.wrong("add_cross_attention", "a GPT-2 that looks at an encoder is not supported");
    }
    int size = c.size("n_embd", 768);
    return new Gpt2.Config(
        c.size("vocab_size", 50257),
        c.size("n_positions", 1024),
        size,
        c.size("n_layer", 12),
        c.parts("n_head", 12, size),
        c.size("n_inner", 4 * size),
        (float) c.number("layer_norm_epsilon", 1e-5),
        c.named("activation_function", "gelu_new", Activation::of),
        c.flag("scale_attn_weights", true),
        c.flag("scale_attn_by_inverse_layer_idx", false),
        !ownHead && c.flag("tie_word_embeddings", true),
        c.token("bos_token_id", 50256),
        c.token("eos_token_id", 50256));
  }
}
