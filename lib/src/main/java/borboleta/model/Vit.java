package borboleta.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.nn.Activation;
import borboleta.nn.LayerNorm;
import borboleta.nn.Linear;
import borboleta.nn.Weights;
import borboleta.tensor.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Vision transformer that names a picture's class (arXiv 2010.11929; parameter names of
 * transformers' {@code ViTForImageClassification}).
 */
public final class Vit implements Network {
  private final Config config;
  private final Weights weights;
  private final NDManager manager;
  private final NDArray classToken; // (1, 1, H)
  private final NDArray patchWeight; // (H, C, p, p)
  private final NDArray patchBias; // (H)
  private final NDArray positions; // (1, P + 1, H)
  private final List<Layer> layers = new ArrayList<>();
  private final LayerNorm norm;
  private final Linear classifier;

  /** Sizes and constants, under the names of config.json; labels are named from 0. */
  public record Config(
      int hiddenSize,
      int intermediateSize,
      int numHiddenLayers,
      int numAttentionHeads,
      int imageSize,
      int patchSize,
      int numChannels,
      float layerNormEps,
      Activation hiddenAct,
      boolean qkvBias,
      List<String> labels) {
    /** Patches P of one picture. */
    public int patches() {
      return (imageSize / patchSize) * (imageSize / patchSize);
    }
  }

  /**
   * Builds the network.
   *
   * @param manager owns the parameters from now on; {@link #close} closes it
   */
  public Vit(Weights weights, Config c, NDManager manager) {
    this.config = c;
    this.weights = weights;
    this.manager = manager;
    int h = c.hiddenSize();
    int p = c.patchSize();
    Weights w = weights.in("vit.");
    classToken = w.get("embeddings.cls_token", 1, 1, h);
    positions = w.get("embeddings.position_embeddings", 1, c.patches() + 1L, h);
    patchWeight = w.get("embeddings.patch_embeddings.projection.weight", h, c.numChannels(), p, p);
    patchBias = w.get("embeddings.patch_embeddings.projection.bias", h);
    for (int i = 0; i < c.numHiddenLayers(); i++) {
      layers.add(new Layer(w.in("encoder.layer." + i + "."), c));
    }
    norm = new LayerNorm(w, "layernorm", h, c.layerNormEps());
    classifier = Linear.of(weights, "classifier", h, c.labels().size(), true);
  }

  public Config config() {
    return config;
  }

  /**
   * Computes the output of the last layer, before the final norm.
   *
   * @param pixels (B, C, S, S), normalised
   * @return (B, P + 1, H), the class position first
   * @throws IllegalArgumentException if the pictures have another size than the model reads
   */
  public NDArray hidden(NDArray pixels) {
    Shape shape = pixels.getShape();
    int side = config.imageSize();
    if (!shape.equals(new Shape(shape.get(0), config.numChannels(), side, side))) {
      throw new IllegalArgumentException(
          "pictures of shape %s do not fit the model's (B, %d, %d, %d); resize them to image_size"
              .formatted(shape, config.numChannels(), side, side));
    }
    NDArray patches = Ops.add(Ops.patches(pixels, patchWeight), patchBias); // (B, P, H)
    NDArray x = Ops.add(Ops.prepend(patches, classToken), positions); // (B, P + 1, H)
    for (Layer layer : layers) {
      x = layer.forward(x);
    }
    return x;
  }

  /** Scores every class by the class position: the last layer (B, P + 1, H) to (B, labels). */
  public NDArray logits(NDArray hidden) {
    return classifier.forward(norm.forward(Ops.at(hidden, 0)));
  }

  /** Scores every class: pictures (B, C, S, S), normalised, to (B, labels). */
  public NDArray forward(NDArray pixels) {
    return logits(hidden(pixels));
  }

  @Override
  public Map<String, NDArray> parameters() {
    return weights.all();
  }

  @Override
  public void close() {
    manager.close();
  }

  /** Attention of all to all, then an MLP, each after a norm. */
  private static final class Layer {
    private final int heads;
    private final Activation activation;
    private final LayerNorm before;
    private final LayerNorm after;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;
    private final Linear up;
    private final Linear down;

    Layer(Weights w, Config c) {
      int h = c.hiddenSize();
      heads = c.numAttentionHeads();
      activation = c.hiddenAct();
      query = Linear.of(w, "attention.attention.query", h, h, c.qkvBias());
      key = Linear.of(w, "attention.attention.key", h, h, c.qkvBias());
      value = Linear.of(w, "attention.attention.value", h, h, c.qkvBias());
      output = Linear.of(w, "attention.output.dense", h, h, true);
      up = Linear.of(w, "intermediate.dense", h, c.intermediateSize(), true);
      down = Linear.of(w, "output.dense", c.intermediateSize(), h, true);
      before = new LayerNorm(w, "layernorm_before", h, c.layerNormEps());
      after = new LayerNorm(w, "layernorm_after", h, c.layerNormEps());
    }

    NDArray forward(NDArray x) {
      NDArray n = before.forward(x); // (B, P + 1, H)
      NDArray q = Ops.heads(query.forward(n), heads); // (B, N, P + 1, D)
      NDArray k = Ops.heads(key.forward(n), heads); // (B, N, P + 1, D)
      NDArray v = Ops.heads(value.forward(n), heads); // (B, N, P + 1, D)
      NDArray a = Ops.mergeHeads(Ops.attention(q, k, v)); // (B, P + 1, H)
      NDArray y = Ops.add(x, output.forward(a)); // (B, P + 1, H)
      NDArray m = activation.forward(up.forward(after.forward(y))); // (B, P + 1, F)
      return Ops.add(y, down.forward(m));
    }
  }
}
