package borboleta.train.base;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.data.Scene;
import borboleta.image.Normalizer;
import borboleta.model.Llava;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.train.StepSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Tower and projector are pulled into the word space of the frozen language model: LLaVA's first
 * stage. Each patch's vector should be that of the word for what lies there.
 */
final class AlignStage {
  private static final String NAME = "align";

  private final Llava model;
  private final World world;
  private final BaseRecipe recipe;
  private final WordStage words;
  private final SpritePainter painter;
  private final PatchWords patchWords;
  private final HeldBack heldBack;
  private final double flat;

  AlignStage(Llava model, World world, BaseRecipe recipe, WordStage words) {
    this.model = model;
    this.world = world;
    this.recipe = recipe;
    this.words = words;
    this.painter = new SpritePainter(world.drawings, recipe.augmentation());
    this.patchWords = new PatchWords(model.config().vision().patchSize());
    this.heldBack = new HeldBack(model.config().text().vocabSize(), words.heldBack());
    this.flat = recipe.augmentation().flat();
  }

  Map<String, NDArray> parameters() {
    Map<String, NDArray> all = new LinkedHashMap<>();
    model
        .parameters()
        .forEach(
            (name, array) -> {
              if (!name.startsWith("language_model") && !name.contains("post_layernorm")) {
                all.put(name, array);
              }
            });
    return all;
  }

  StepSource.Loss loss(int step) {
    int rows = recipe.align().batch();
    int patches = model.config().vision().patches();
    float[][] pixels = new float[rows][];
    long[] ids = new long[rows * patches];
    float[][] marks = new float[rows][];
    IntStream.range(0, rows)
        .parallel()
        .forEach(
            row -> {
              SplittableRandom random = PatchWords.random(recipe.seed(), NAME, step, row);
              Scene scene = world.scene(random);
              List<Sprite> sprites = world.sprites(scene, flat, random);
              pixels[row] =
                  Normalizer.CLIP.apply(painter.paint(scene.ground().color(), sprites, random));
              int[] on = patchWords.sprites(sprites);
              marks[row] = HeldBack.marks(sprites, on);
              System.arraycopy(words.ids(scene, on), 0, ids, row * patches, patches);
            });
    NDManager manager = Scope.manager();
    NDArray wanted = manager.create(ids, new Shape(rows, patches));
    NDArray features = model.imageFeatures(Pixels.of(manager, pixels)); // (B, P, H)
    NDArray distance = Ops.meanSquaredError(features, words.target(wanted));
    // Squared distance alone is content with the mean of all names, so the nearest word counts too.
    NDArray nearness = heldBack.spare(manager, words.nearness(features), marks);
    NDArray naming = Ops.crossEntropy(nearness, wanted);
    return new StepSource.Loss(Ops.add(distance, naming), (long) rows * patches);
  }
}
