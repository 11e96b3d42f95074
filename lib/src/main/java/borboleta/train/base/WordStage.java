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
import borboleta.train.StepSource;
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
 *
 * <p>It begins with drills, see {@link Drill}: with questions alone, where a thing is and whether
 * it is there stayed at chance for as long as the whole stage takes now.
 */
final class WordStage {
  private static final String NAME = "words";

  /** Share of drills among the rows, at first and after {@link #FIRST} of the steps. */
  private static final double DRILLS_FIRST = 0.6;

  private static final double DRILLS_LATER = 0.1;
  private static final double FIRST = 0.35;

  private final Llava model;
  private final World world;
  private final BaseRecipe recipe;
  private final Tokenizer tokenizer;
  private final ChatTemplate template;
  private final Drill drill;
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
    this.drill = new Drill(tokenizer, template, world.concepts);
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

  StepSource.Loss loss(int step) {
    int rows = recipe.words().batch();
    int patches = model.config().vision().patches();
    double drills = step < FIRST * recipe.words().steps() ? DRILLS_FIRST : DRILLS_LATER;
    Sample[] samples = new Sample[rows];
    long[] words = new long[rows * patches];
    IntStream.range(0, rows)
        .parallel()
        .forEach(
            row -> {
              SplittableRandom random = PatchWords.random(recipe.seed(), NAME, step, row);
              Scene scene = world.scene(random);
              samples[row] =
                  random.nextDouble() < drills
                      ? drill.next(scene, random)
                      : template.encode(world.talk(scene, random));
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
    return new StepSource.Loss(batch.loss(model, inputs), batch.tokens());
  }

  /** Words of a scene's patches, whoever draws it: (P). */
  long[] ids(Scene scene) {
    List<Ink> inks = Collections.nCopies(scene.things().size(), new Ink(Artist.OPENMOJI, true));
    return ids(scene, patchWords.sprites(Sprite.of(scene, inks)));
  }

  /** The same, where it is known which thing lies on each patch: (P). */
  long[] ids(Scene scene, int[] thingOfPatch) {
    return patchWords.ids(scene, thingOfPatch, world.colour(scene), tokenizer);
  }

  /** Ids of the words for concepts whose drawing by the other artist is held back. */
  List<Integer> heldBack() {
    return world.concepts.stream()
        .filter(concept -> !concept.bothArtists())
        .map(concept -> (int) tokenizer.id(" " + concept.english()))
        .toList();
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
