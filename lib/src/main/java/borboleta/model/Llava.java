package borboleta.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.nn.KvCache;
import borboleta.nn.Linear;
import borboleta.nn.Weights;
import borboleta.tensor.Ops;
import borboleta.tensor.Torch;
import java.util.Map;

/**
 * LLaVA (arXiv 2304.08485, 2310.03744): a vision tower, a projector of two layers, a language model
 * that reads the projected patches among its words. Parameter names are those of the published
 * {@code llava-hf} checkpoints.
 */
public final class Llava implements Network {
  private static final String TOWER = "vision_tower.vision_model.";

  private final Config config;
  private final NDManager manager;
  private final Weights weights;
  private final ClipVision vision;
  private final Linear linear1;
  private final Linear linear2;
  private final Llama language;
  private boolean halves;

  /** Both parts and how they meet. */
  public record Config(
      ClipVision.Config vision, Llama.Config text, int imageTokenIndex, int visionFeatureLayer) {}

  /**
   * Builds the network.
   *
   * @param manager owns the parameters from now on; {@link #close} closes it
   */
  public Llava(Weights weights, Config c, NDManager manager) {
    this.config = c;
    this.manager = manager;
    this.weights = weights;
    vision = new ClipVision(weights.whole().in(TOWER), c.vision());
    Weights projector = weights.whole().in("multi_modal_projector.");
    int in = c.vision().hiddenSize();
    int out = c.text().hiddenSize();
    linear1 = Linear.of(projector, "linear_1", in, out, true);
    linear2 = Linear.of(projector, "linear_2", out, out, true);
    language = new Llama(weights.in("language_model."), c.text(), manager);
  }

  /** Builds the network with a manager of its own. */
  public static Llava of(Weights weights, Config config) {
    return new Llava(weights, config, Torch.newManager());
  }

  public Config config() {
    return config;
  }

  public ClipVision vision() {
    return vision;
  }

  public Llama language() {
    return language;
  }

  /** Every linear layer by its name in a checkpoint. */
  public Map<String, Linear> linears() {
    return weights.linears();
  }

  @Override
  public Map<String, NDArray> parameters() {
    return weights.all();
  }

  /** Projects the tower's patches into the word space: pixels (B, C, S, S) to (B, P, H). */
  public NDArray imageFeatures(NDArray pixels) {
    NDArray patches = patches(pixels); // (B, P, Hv)
    return linear2.forward(Ops.gelu(linear1.forward(patches)));
  }

  /** A tower that does not learn needs no graph, and is faster without one. */
  private NDArray patches(NDArray pixels) {
    try (Torch.Gradients recording = visionLearns() ? () -> {} : Torch.pauseGradients()) {
      return vision.features(pixels, config.visionFeatureLayer());
    }
  }

  private boolean visionLearns() {
    boolean weight =
        parameters().entrySet().stream()
            .anyMatch(e -> e.getKey().startsWith(TOWER) && e.getValue().hasGradient());
    return weight
        || linears().entrySet().stream()
            .anyMatch(e -> e.getKey().startsWith(TOWER) && e.getValue().isAdapted());
  }

  /**
   * Makes the language model's input: words, with pictures in the places of the image tokens.
   *
   * @param ids (B, T), with P image tokens for each picture
   * @param pixels (I, C, S, S), one for each picture in reading order, or null
   * @param imageSlots where the image tokens stand in the flattened ids: (I·P), int64, or null
   * @return (B, T, H)
   */
  public NDArray inputs(NDArray ids, NDArray pixels, NDArray imageSlots) {
    // LLaVA's own code marks a picture by -200, which is no word: any row does, it is replaced.
    NDArray known = config.imageTokenIndex() < 0 ? Ops.atLeastZero(ids) : ids;
    NDArray words = language.embed(known); // (B, T, H)
    words = halves ? Ops.toBfloat16(words) : words;
    return pixels == null ? words : Ops.placeImages(words, imageFeatures(pixels), imageSlots);
  }

  /** Whether the language model computes in bf16 even where its weights are fp32 and learn. */
  public void computeInBfloat16(boolean yes) {
    halves = yes;
  }

  /** Hidden states after the last norm; see {@link #inputs} and {@link Llama#hidden}. */
  public NDArray hidden(
      NDArray ids, NDArray pixels, NDArray imageSlots, NDArray mask, KvCache cache) {
    return language.hidden(inputs(ids, pixels, imageSlots), mask, cache);
  }

  @Override
  public void close() {
    manager.close();
  }
}
