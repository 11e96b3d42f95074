package borboleta.hub;

import borboleta.model.Llama;
import borboleta.nn.RopeScaling;
import borboleta.text.Tokenizer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** A LLaMA, or any text model of its class, in a folder of Hugging Face's form. */
public final class LlamaFolder {
  /** Wavelengths that old files carry, and the head that may be the table of words again. */
  private static final String HARMLESS =
      "(model\\.)?layers\\.\\d+\\.self_attn\\.rotary_emb\\.inv_freq|lm_head\\.weight";

  private LlamaFolder() {}

  /**
   * Loads a model in fp32.
   *
   * @throws IOException if a file is missing or broken, describes another architecture, or the two
   *     files do not belong together
   */
  public static Llama load(Path folder) throws IOException {
    return load(folder, LoadOptions.FLOAT32);
  }

  /**
   * Loads a model.
   *
   * @throws IOException as {@link #load(Path)}
   */
  public static Llama load(Path folder, LoadOptions options) throws IOException {
    ConfigJson c = ConfigJson.read(folder, "llama");
    try (Checkpoint checkpoint = Checkpoint.open(folder, "model.", HARMLESS)) {
      boolean ownHead = checkpoint.hasOwnHead("model.embed_tokens.weight");
      Llama.Config config = config(c, !ownHead && c.flag("tie_word_embeddings", false));
      return checkpoint.load(options, (weights, manager) -> new Llama(weights, config, manager));
    }
  }

  /**
   * Loads the tokenizer of a model's folder.
   *
   * @throws IOException if there is none, or it has too few or too many entries for the model
   */
  public static Tokenizer tokenizer(Path folder, Llama.Config config) throws IOException {
    return ModelTokenizer.load(
        folder, config.vocabSize(), config.bosTokenId(), config.eosTokenId());
  }

  /**
   * Reads LLaMA's sizes from a configuration or a {@code text_config}.
   *
   * @param tied whether the head is the table of words
   */
  static Llama.Config config(ConfigJson c, boolean tied) throws IOException {
    if (!c.text("hidden_act", "silu").equals("silu")) {
      throw c.wrong("hidden_act", "a LLaMA has \"silu\"");
    }
    int size = c.size("hidden_size", 4096);
    boolean ownHeadDim = c.has("head_dim");
    int heads =
        ownHeadDim ? c.size("num_attention_heads", 32) : c.parts("num_attention_heads", 32, size);
    int keyValueHeads = c.parts("num_key_value_heads", heads, heads);
    double theta = c.number("rope_theta", c.part("rope_parameters").number("rope_theta", 10000));
    if (!(theta > 0)) {
      throw c.wrong(c.has("rope_theta") ? "rope_theta" : "rope_parameters", "theta is above 0");
    }
    int positions = c.size("max_position_embeddings", 2048);
    return new Llama.Config(
        c.size("vocab_size", 32000),
        size,
        c.size("intermediate_size", 11008),
        c.size("num_hidden_layers", 32),
        heads,
        keyValueHeads,
        c.size("head_dim", size / heads),
        positions,
        (float) c.number("rms_norm_eps", 1e-6),
        theta,
        tied,
        c.token("bos_token_id", 1),
        c.token("eos_token_id", 2),
        c.token("pad_token_id", 0),
        scaling(c, positions),
        c.flag("attention_bias", false),
        c.flag("mlp_bias", false));
  }

  /** Newer files keep all of it in rope_parameters, older ones the stretch in rope_scaling. */
  private static RopeScaling scaling(ConfigJson c, int positions) throws IOException {
    ConfigJson rope = c.part(c.has("rope_scaling") ? "rope_scaling" : "rope_parameters");
    String kind = rope.text("rope_type", rope.text("type", "default"));
    return switch (kind) {
      case "default" -> RopeScaling.NONE;
      case "linear" -> RopeScaling.linear(rope.number("factor", 1));
      case "dynamic" -> RopeScaling.dynamic(rope.number("factor", 1));
      case "llama3" ->
          RopeScaling.llama3(
              rope.number("factor", 8),
              rope.number("low_freq_factor", 1),
              rope.number("high_freq_factor", 4),
              rope.size("original_max_position_embeddings", positions));
      default -> throw rope.wrong("rope_type", "known are default, linear, dynamic and llama3");
    };
  }

  /** Writes the stretch, where there is one, in the form that transformers reads. */
  static void writeScaling(RopeScaling scaling, ObjectNode text) {
    if (scaling.kind() == RopeScaling.Kind.DEFAULT) {
      return;
    }
    ObjectNode node = text.putObject("rope_scaling");
    node.put("rope_type", scaling.kind().name().toLowerCase(Locale.ROOT));
    node.put("factor", scaling.factor());
    if (scaling.kind() == RopeScaling.Kind.LLAMA3) {
      node.put("low_freq_factor", scaling.lowFreqFactor());
      node.put("high_freq_factor", scaling.highFreqFactor());
      node.put("original_max_position_embeddings", scaling.originalPositions());
    }
  }
}
