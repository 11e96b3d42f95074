package borboleta.model;

import ai.djl.ndarray.NDArray;
import borboleta.nn.EncoderLayer;
import borboleta.nn.LayerNorm;
import borboleta.nn.Weights;
import borboleta.tensor.Ops;
import borboleta.tensor.Recompute;
import java.util.ArrayList;
import java.util.List;

/**
 * CLIP's vision tower (arXiv 2103.00020; parameter names of transformers' {@code CLIPVisionModel}).
 */
public final class ClipVision {
  private final Config config;
  private final NDArray classEmbedding; // (H)
  private final NDArray patchEmbedding; // (H, C, p, p)
  private final NDArray positionEmbedding; // (P + 1, H)
  private final LayerNorm preNorm;
  private final List<EncoderLayer> layers = new ArrayList<>();
  private boolean recomputes;

  /** Sizes and constants, under the names of {@code vision_config}. */
  public record Config(
      int hiddenSize,
      int intermediateSize,
      int numHiddenLayers,
      int numAttentionHeads,
      int imageSize,
      int patchSize,
      int numChannels,
      float layerNormEps,
      String hiddenAct) {
    /** Patches P of one picture. */
    public int patches() {
      return (imageSize / patchSize) * (imageSize / patchSize);
    }
  }

  public ClipVision(Weights w, Config c) {
    config = c;
    classEmbedding = w.get("embeddings.class_embedding", c.hiddenSize());
    patchEmbedding =
        w.get(
            "embeddings.patch_embedding.weight",
            c.hiddenSize(),
            c.numChannels(),
            c.patchSize(),
            c.patchSize());
    positionEmbedding =
        w.get("embeddings.position_embedding.weight", c.patches() + 1L, c.hiddenSize());
    preNorm = new LayerNorm(w, "pre_layrnorm", c.hiddenSize(), c.layerNormEps());
    for (int i = 0; i < c.numHiddenLayers(); i++) {
      layers.add(
          new EncoderLayer(
              w.in("encoder.layers." + i + "."),
              c.hiddenSize(),
              c.intermediateSize(),
              c.numAttentionHeads(),
              c.layerNormEps(),
              c.hiddenAct().equals("quick_gelu")));
    }
    // LLaVA reads a layer before it, but checkpoints carry it, so it is kept for whoever saves one.
    w.get("post_layernorm.weight", c.hiddenSize());
    w.get("post_layernorm.bias", c.hiddenSize());
  }

  public Config config() {
    return config;
  }

  /** Whether training computes a layer's insides again on the way back ({@link Recompute}). */
  public void recompute(boolean yes) {
    recomputes = yes;
  }

  /**
   * Computes the features of one layer without the class position.
   *
   * @param pixels (B, C, S, S), normalised
   * @param featureLayer index into the hidden states: 0 is the embeddings, -1 the last layer's
   *     output, -2 the one before it, as in {@code vision_feature_layer}
   * @return (B, P, H)
   */
  public NDArray features(NDArray pixels, int featureLayer) {
    int run = featureLayer < 0 ? layers.size() + 1 + featureLayer : featureLayer;
    NDArray x = Ops.prepend(Ops.patches(pixels, patchEmbedding), classEmbedding); // (B, P + 1, H)
    x = preNorm.forward(Ops.add(x, positionEmbedding));
    for (int i = 0; i < run; i++) {
      EncoderLayer layer = layers.get(i);
      x = recomputes ? Recompute.segment(x, layer::forward) : layer.forward(x);
    }
    return Ops.dropFirst(x);
  }
}
