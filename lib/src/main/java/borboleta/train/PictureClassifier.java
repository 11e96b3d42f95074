package borboleta.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.hub.LlavaFolder;
import borboleta.image.Fit;
import borboleta.image.Normalizer;
import borboleta.model.ClipVision;
import borboleta.model.Llava;
import borboleta.nn.Weights;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import borboleta.train.base.FreshWeights;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A vision transformer that names the class of a picture: the mean of its patches, a norm, one
 * linear layer (arXiv 2010.11929, with the mean in the place of the class token).
 */
public final class PictureClassifier implements AutoCloseable {
  private static final int BATCH = 64;
  private static final float EPS = 1e-5f;

  private final ClipVision tower;
  private final int layer;
  private final Map<String, NDArray> trained = new LinkedHashMap<>();
  private final Map<String, NDArray> head = new LinkedHashMap<>();
  private final NDManager manager;
  private final AutoCloseable owner;

  private PictureClassifier(
      ClipVision tower, int layer, int classes, long seed, NDManager manager, AutoCloseable owner) {
    this.tower = tower;
    this.layer = layer;
    this.manager = manager;
    this.owner = owner;
    int hidden = tower.config().hiddenSize();
    FreshWeights fresh = new FreshWeights(manager, seed);
    head.put("head.norm.weight", fresh.get("head.norm.weight", new Shape(hidden)));
    head.put("head.norm.bias", fresh.get("head.norm.bias", new Shape(hidden)));
    head.put("head.weight", fresh.get("head.weight", new Shape(classes, hidden)));
    trained.putAll(head);
  }

  /** Begins with random weights everywhere; all of them are trained. */
  public static PictureClassifier fresh(ClipVision.Config config, int classes, long seed) {
    NDManager manager = Torch.newManager();
    Weights weights = Weights.from(new FreshWeights(manager, seed));
    ClipVision tower = new ClipVision(weights, config);
    PictureClassifier classifier =
        new PictureClassifier(tower, -1, classes, seed, manager, manager::close);
    classifier.train(weights.all());
    return classifier;
  }

  /**
   * Begins with the tower of a LLaVA checkpoint and a fresh head.
   *
   * @param frozen whether only the head is trained
   * @throws IOException if the folder is not a whole checkpoint
   */
  public static PictureClassifier of(Path folder, int classes, boolean frozen, long seed)
      throws IOException {
    Llava model = LlavaFolder.load(folder);
    PictureClassifier classifier =
        new PictureClassifier(
            model.vision(),
            model.config().visionFeatureLayer(),
            classes,
            seed,
            Torch.newManager(),
            model);
    if (!frozen) {
      Map<String, NDArray> tower = new LinkedHashMap<>(model.parameters());
      tower.keySet().removeIf(name -> !name.startsWith("vision_tower"));
      classifier.train(tower);
    }
    return classifier;
  }

  private void train(Map<String, NDArray> tower) {
    tower.forEach(
        (name, array) -> {
          // No feature passes through it, so it would have no gradient.
          if (!name.contains("post_layernorm")) {
            trained.put(name, array);
          }
        });
  }

  /** Number of weights that training changes. */
  public long trainedParameters() {
    return trained.values().stream().mapToLong(NDArray::size).sum();
  }

  /**
   * Trains on labelled pictures; seed, rate, epochs and batch come from the recipe.
   *
   * @param labels one for each picture, from 0
   * @param run folder for metrics and checkpoints; a finished one only gives its weights back
   * @throws IOException if the folder cannot be written or read
   */
  public void fit(
      List<BufferedImage> pictures,
      List<Integer> labels,
      Recipe recipe,
      Path run,
      TrainListener listener)
      throws IOException {
    if (pictures.isEmpty() || pictures.size() != labels.size()) {
      throw new IllegalArgumentException(
          "%d pictures but %d labels; give one label a picture, and at least one"
              .formatted(pictures.size(), labels.size()));
    }
    List<float[]> pixels = pictures.stream().map(this::pixels).toList();
    RecordOrder order = new RecordOrder(recipe.seed(), pictures.size());
    new TrainLoop(recipe.settings(recipe.steps(pictures.size())), run)
        .run(
            ParameterGroup.of(trained, recipe.optimizer()),
            List.of(),
            StepSource.of(
                step -> {
                  int[] rows = order.batch(step, recipe.batch());
                  List<float[]> batch = IntStream.of(rows).mapToObj(pixels::get).toList();
                  long[] wanted = IntStream.of(rows).mapToLong(labels::get).toArray();
                  NDArray loss = Ops.crossEntropy(logits(batch), Scope.manager().create(wanted));
                  return new StepSource.Loss(loss, (long) rows.length * tower.config().patches());
                }),
            null,
            listener);
  }

  /** Names the class of each picture. */
  public List<Integer> classify(List<BufferedImage> pictures) {
    List<Integer> classes = new ArrayList<>();
    for (int from = 0; from < pictures.size(); from += BATCH) {
      List<BufferedImage> batch = pictures.subList(from, Math.min(pictures.size(), from + BATCH));
      try (Scope scope = Scope.open()) {
        NDArray logits = logits(batch.stream().map(this::pixels).toList());
        for (long best : Ops.argMax(logits).toLongArray()) {
          classes.add((int) best);
        }
      }
    }
    return classes;
  }

  private NDArray logits(List<float[]> pixels) {
    int side = tower.config().imageSize();
    FloatBuffer all = FloatBuffer.allocate(pixels.size() * pixels.get(0).length);
    pixels.forEach(all::put);
    NDArray pictures = Scope.manager().create(all.array(), new Shape(pixels.size(), 3, side, side));
    NDArray mean = tower.features(pictures, layer).mean(new int[] {1}); // (B, H)
    NDArray normed =
        Ops.layerNorm(mean, head.get("head.norm.weight"), head.get("head.norm.bias"), EPS);
    return Ops.linear(normed, head.get("head.weight")); // (B, classes)
  }

  private float[] pixels(BufferedImage picture) {
    return Normalizer.CLIP.apply(Fit.square(picture, tower.config().imageSize()));
  }

  @Override
  public void close() {
    manager.close();
    try {
      owner.close();
    } catch (Exception e) {
      throw new IllegalStateException("the tower could not be closed", e);
    }
  }
}
