package borboleta.train.base;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.data.Artist;
import borboleta.data.Ink;
import borboleta.data.Scene;
import borboleta.model.Llava;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.text.ChatTemplate;
import borboleta.text.Sample;
import borboleta.text.Tokenizer;
import borboleta.train.Batch;
import borboleta.train.TrainLoop;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The language model learns to answer about scenes that are written as words: in each picture
 * position stands the vector of the word for what lies there, plus a vector for the position. This
 * is the part that Vicuna's training plays for LLaVA.
 */
final class WordStage {
  private static final String NAME = "words";

  private final Llava model;
  private final World world;
  private final BaseRecipe recipe;
  private final Tokenizer tokenizer;
  private final ChatTemplate template;
  private final PatchWords patchWords;
  private final NDArray positions; // (P, H)

  WordStage(
      Llava model,
      World world,
      BaseRecipe recipe,
      Tokenizer tokenizer,
      ChatTemplate template,
      NDManager manager) {
    this.model = model;
    this.world = world;
    this.recipe = recipe;
    this.tokenizer = tokenizer;
    this.template = template;
    this.patchWords = new PatchWords(model.config().vision().patchSize());
    int patches = model.config().vision().patches();
    int hidden = model.config().text().hiddenSize();
    float[] first =
        new FreshWeights(manager, recipe.seed())
            .positions("positions", patches, hidden, FreshWeights.WORD_STD, 0.2);
    positions = manager.create(first, new Shape(patches, hidden));
  }

  Map<String, NDArray> parameters() {
    Map<String, NDArray> all = new LinkedHashMap<>();
    model
        .parameters()
        .forEach(
            (name, array) -> {
              if (name.startsWith("language_model")) {
                all.put(name, array);
              }
            });
    all.put("positions", positions);
    return all;
  }

  TrainLoop.Loss loss(int step) {
    int rows = recipe.words().batch();
    int patches = model.config().vision().patches();
    Sample[] samples = new Sample[rows];
    long[] words = new long[rows * patches];
    IntStream.range(0, rows)
        .parallel()
        .forEach(
            row -> {
              SplittableRandom random = PatchWords.random(recipe.seed(), NAME, step, row);
              Scene scene = world.scene(random);
              samples[row] = template.encode(world.talk(scene, random));
              System.arraycopy(ids(scene), 0, words, row * patches, patches);
            });
    NDManager manager = Scope.manager();
    Batch batch =
        Batch.of(
            manager,
            Arrays.asList(samples),
            List.of(),
            Scene.PIXELS,
            model.config().imageTokenIndex(),
            model.config().text().padTokenId());
    NDArray features = target(manager.create(words, new Shape(rows, patches)));
    NDArray inputs =
        Ops.placeImages(model.language().embed(batch.ids()), features, batch.imageSlots());
    return new TrainLoop.Loss(batch.loss(model, inputs), batch.tokens());
  }

  /** Words of a scene's patches, whoever draws it: (P). */
  long[] ids(Scene scene) {
    List<Ink> inks = Collections.nCopies(scene.things().size(), new Ink(Artist.OPENMOJI, true));
    return patchWords.ids(scene, Sprite.of(scene, inks), world.colour(scene), tokenizer);
  }

  /** What the projector should give for words (B, P): word vectors plus positions, (B, P, H). */
  NDArray target(NDArray words) {
    return Ops.add(model.language().embed(words), positions);
  }

  /** Which word each patch's features (B, P, H) say, without their position: (B, P, V). */
  NDArray nearness(NDArray features) {
    return Ops.nearness(
        Ops.sub(features, positions),
        model.parameters().get("language_model.model.embed_tokens.weight"));
  }
}
