package borboleta.train;

import ai.djl.ndarray.NDArray;
import borboleta.hub.LlavaFolder;
import borboleta.hub.LoadOptions;
import borboleta.hub.PeftFolder;
import borboleta.model.Llava;
import borboleta.nn.LoraAdapter;
import borboleta.tensor.WeightType;
import borboleta.train.recipe.LoraSettings;
import borboleta.train.recipe.TrainedParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One replica of the model in training: what of it learns, and how it computes a loss. */
final class Learner implements AutoCloseable {
  static final String LANGUAGE = "language_model.";
  static final String PROJECTOR = "multi_modal_projector.";
  private static final Pattern TOWER_LAYER =
      Pattern.compile("vision_tower\\..*encoder\\.layers\\.(\\d+)\\..*");

  private final Recipe recipe;
  private final Llava model;
  private final LoraAdapter adapter; // or null
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();

  private Learner(Recipe recipe, Llava model, LoraAdapter adapter) {
    this.recipe = recipe;
    this.model = model;
    this.adapter = adapter;
    if (adapter != null) {
      parameters.putAll(adapter.parameters());
    }
    model
        .parameters()
        .forEach(
            (name, array) -> {
              if (learns(name, model.config())) {
                parameters.put(name, array);
              }
            });
    model.language().recompute(recipe.work().checkpointing());
    model.vision().recompute(recipe.work().checkpointing());
  }

  /**
   * Loads the base as the recipe wants it: weights that stay as they are in bf16 where it says so.
   *
   * @throws IOException if the folder is not a whole checkpoint
   */
  static Learner load(Recipe recipe, Path base) throws IOException {
    Integer layer = recipe.input().selectLayer();
    Llava model =
        LlavaFolder.load(
                base,
                null,
                options(recipe),
                c ->
                    layer == null
                        ? c
                        : new Llava.Config(c.vision(), c.text(), c.imageTokenIndex(), layer))
            .model();
    try {
      checkLayer(model.config());
      return new Learner(recipe, model, adapter(recipe, model));
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static void checkLayer(Llava.Config config) throws IOException {
    int layers = config.vision().numHiddenLayers();
    if (towerRun(config) < 0 || towerRun(config) > layers) {
      throw new IOException(
          "the recipe's mm_vision_select_layer is %d, and the tower has %d layers"
              .formatted(config.visionFeatureLayer(), layers));
    }
  }

  /** Layers of the tower that the features pass through. */
  private static int towerRun(Llava.Config config) {
    int layer = config.visionFeatureLayer();
    return layer < 0 ? config.vision().numHiddenLayers() + 1 + layer : layer;
  }

  /**
   * What learns is fp32 and rounded at each use: the optimizer changes it by less than bf16 can
   * tell, and gradients of the table of words are sums over many positions.
   */
  private static LoadOptions options(Recipe recipe) {
    TrainedParts parts = recipe.parts();
    return recipe.work().bf16()
        ? LoadOptions.training(
            WeightType.BFLOAT16,
            name ->
                name.startsWith(LANGUAGE)
                    ? parts.language() && !recipe.lora().enabled()
                    : name.startsWith(PROJECTOR) ? parts.projector() : parts.towerLearns())
        : LoadOptions.FLOAT32;
  }

  private static LoraAdapter adapter(Recipe recipe, Llava model) throws IOException {
    if (!recipe.lora().enabled() || !recipe.parts().language()) {
      return null;
    }
    LoraSettings lora = recipe.lora();
    List<String> layers =
        model.linears().keySet().stream()
            .filter(name -> name.startsWith(LANGUAGE) && !name.endsWith("lm_head"))
            .filter(
                name ->
                    lora.targets() == null
                        || lora.targets().contains(name.substring(name.lastIndexOf('.') + 1)))
            .toList();
    if (layers.isEmpty()) {
      throw new IOException(
          "the recipe's lora_target_modules are %s, and the language model has no such layer"
              .formatted(lora.targets()));
    }
    LoraAdapter adapter = new LoraAdapter(model.linears(), lora.rank(), lora.alpha());
    adapter.addFresh(layers, recipe.seed());
    adapter.attach();
    return adapter;
  }

  private boolean learns(String name, Llava.Config config) {
    TrainedParts parts = recipe.parts();
    if (name.startsWith(LANGUAGE)) {
      return parts.language() && adapter == null;
    }
    if (name.startsWith(PROJECTOR)) {
      return parts.projector();
    }
    if (!parts.towerLearns() || name.contains("post_layernorm")) {
      return false;
    }
    Matcher layer = TOWER_LAYER.matcher(name);
    return !layer.matches() || Integer.parseInt(layer.group(1)) < towerRun(config);
  }

  Llava model() {
    return model;
  }

  /** What learns, by name. */
  Map<String, NDArray> parameters() {
    return parameters;
  }

  /** What learns of the model itself, beside an adapter. */
  Map<String, NDArray> ownParameters() {
    Map<String, NDArray> own = new LinkedHashMap<>(parameters);
    own.keySet().removeIf(name -> !model.parameters().containsKey(name));
    return own;
  }

  boolean adapts() {
    return adapter != null;
  }

  /**
   * Prepares for a batch to learn from.
   *
   * @param key of the batch: the same one drops the same inputs
   */
  void train(long key) {
    model.computeInBfloat16(recipe.work().bf16());
    if (adapter != null) {
      adapter.drop(recipe.lora().dropout(), key);
    }
  }

  /** Prepares for answers: nothing is dropped, and what learns is used as it is. */
  void rest() {
    model.computeInBfloat16(false);
    if (adapter != null) {
      adapter.drop(0, 0);
    }
  }

  NDArray loss(Batch batch) {
    return batch.loss(model);
  }

  /**
   * Writes the adapter, what learnt beside it, and the tables that a dictionary changed into a
   * folder.
   *
   * @param base what the adapter's configuration calls its base
   */
  void writeAdapter(Path folder, Path base, Dictionary dictionary) throws IOException {
    Map<String, NDArray> others = ownParameters();
    others.putAll(dictionary.changed(model));
    PeftFolder.write(adapter, folder, base.toString(), recipe.lora().dropout(), others);
  }

  @Override
  public void close() {
    if (adapter != null) {
      adapter.close();
    }
    model.close();
  }
}
