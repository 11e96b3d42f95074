package borboleta.hub;

import borboleta.model.T5;
import borboleta.nn.Activation;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;

/** A T5 in a folder of Hugging Face's form: the first T5, T5 1.1 and Flan-T5. */
public final class T5Folder {
  /** Copies of the table of words, and one table of distances that the reference ignores. */
  private static final String HARMLESS =
      "(encoder|decoder)\\.embed_tokens\\.weight|lm_head\\.weight"
          + "|decoder\\.block\\.0\\.layer\\.1\\.EncDecAttention\\.relative_attention_bias\\.weight";

  private T5Folder() {}

  /**
   * Loads a model in fp32.
   *
   * @throws IOException if a file is missing or broken, describes another architecture, or the two
   *     files do not belong together
   */
  public static T5 load(Path folder) throws IOException {
    return load(folder, LoadOptions.FLOAT32);
  }

  /**
   * Loads a model.
   *
   * @throws IOException as {@link #load(Path)}
   */
  public static T5 load(Path folder, LoadOptions options) throws IOException {
    ConfigJson c = ConfigJson.read(folder, "t5");
    try (Checkpoint checkpoint = Checkpoint.open(folder, "", HARMLESS)) {
      T5.Config config = config(c, checkpoint.hasOwnHead("shared.weight"));
      return checkpoint.load(options, (weights, manager) -> new T5(weights, config, manager));
    }
  }

  /**
   * Loads the tokenizer of a model's folder.
   *
   * @throws IOException if there is none, or it has too few or too many entries for the model
   */
  public static Tokenizer tokenizer(Path folder, T5.Config config) throws IOException {
    return ModelTokenizer.load(
        folder, config.vocabSize(), config.eosTokenId(), config.decoderStartTokenId());
  }

  private static T5.Config config(ConfigJson c, boolean ownHead) throws IOException {
    String forward = c.text("feed_forward_proj", "relu");
    boolean gated = forward.startsWith("gated-");
    String function = gated ? forward.substring("gated-".length()) : forward;
    // T5 1.1 was published with this name for the approximation by tanh.
    String act = forward.equals("gated-gelu") ? "gelu_new" : function;
    // Newer files say so themselves; in older ones an untied head stands for T5 1.1.
    boolean scaled = c.flag("scale_decoder_outputs", c.flag("tie_word_embeddings", true));
    int layers = c.size("num_layers", 6);
    Activation activation;
    try {
      activation = Activation.of(act);
    } catch (IllegalArgumentException e) {
      throw c.wrong("feed_forward_proj", e.getMessage());
    }
    return new T5.Config(
        c.size("vocab_size", 32128),
        c.size("d_model", 512),
        c.size("d_kv", 64),
        c.size("d_ff", 2048),
        layers,
        c.size("num_decoder_layers", layers),
        c.size("num_heads", 8),
        c.size("relative_attention_num_buckets", 32),
        c.size("relative_attention_max_distance", 128),
        (float) c.number("layer_norm_epsilon", 1e-6),
        activation,
        gated,
        !ownHead,
        scaled,
        c.token("decoder_start_token_id", c.token("pad_token_id", 0)),
        c.token("pad_token_id", 0),
        c.token("eos_token_id", 1));
  }
}
