package borboleta.train.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The sizes of a model that decide its memory and its time.
 *
 * @param tower the vision tower, or null
 * @param projector parameters between tower and language model
 */
public record Architecture(
    @JsonProperty("name") String name,
    @JsonProperty("language") Language language,
    @JsonProperty("tower") Tower tower,
    @JsonProperty("projector") long projector) {

  /** A decoder whose MLP has a gate, as LLaMA's and Qwen's have. */
  public record Language(
      @JsonProperty("hidden_size") int hidden,
      @JsonProperty("num_hidden_layers") int layers,
      @JsonProperty("num_attention_heads") int heads,
      @JsonProperty("num_key_value_heads") int keyValueHeads,
      @JsonProperty("head_dim") int headSize,
      @JsonProperty("intermediate_size") int intermediate,
      @JsonProperty("vocab_size") int vocabulary,
      @JsonProperty("tie_word_embeddings") boolean tied) {

    /** Width of all queries together. */
    public int queries() {
      return heads * headSize;
    }

    /** Width of all keys together. */
    public int keys() {
      return keyValueHeads * headSize;
    }

    /** Parameters of one layer's products. */
    public long layerParameters() {
      return 2L * hidden * queries() + 2L * hidden * keys() + 3L * hidden * intermediate;
    }

    /** Parameters of the table of words and of the head, once where they are one. */
    public long wordParameters() {
      return (tied ? 1L : 2L) * vocabulary * hidden;
    }

    /** All parameters. */
    public long parameters() {
      return layers * (layerParameters() + 2L * hidden) + wordParameters() + hidden;
    }
  }

  /**
   * A vision transformer.
   *
   * @param positions of one picture
   * @param parameters all of them, embeddings included
   */
  public record Tower(
      @JsonProperty("hidden_size") int hidden,
      @JsonProperty("num_hidden_layers") int layers,
      @JsonProperty("intermediate_size") int intermediate,
      @JsonProperty("gated") boolean gated,
      @JsonProperty("positions") int positions,
      @JsonProperty("parameters") long parameters) {}

  /** Parameters of the tower, 0 where there is none. */
  public long towerParameters() {
    return tower == null ? 0 : tower.parameters();
  }

  /** All parameters. */
  public long parameters() {
    return language.parameters() + projector + towerParameters();
  }
}
