package borboleta.train.base;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.data.Artist;
import borboleta.data.Cell;
import borboleta.data.Concept;
import borboleta.data.EmojiName;
import borboleta.data.Ground;
import borboleta.data.Ink;
import borboleta.data.Part;
import borboleta.data.Scene;
import borboleta.data.ScenePainter;
import borboleta.data.SceneSampler;
import borboleta.data.Size;
import borboleta.data.Thing;
import borboleta.image.Normalizer;
import borboleta.model.Llava;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.train.StepSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The vision tower learns to name what lies on each patch: the part that CLIP's training plays for
 * LLaVA. It names the concepts, and the other emoji that both artists drew, so that it learns to
 * see one thing behind several hands.
 */
final class TowerStage {
  private static final String NAME = "tower";

  /** Share of drawings that are not of the concepts, at the end. */
  private static final double OTHERS = 0.3;

  private final Llava model;
  private final World world;
  private final BaseRecipe recipe;
  private final Augmentation augmentation;
  private final PatchWords patchWords;
  private final Map<String, Integer> classes = new HashMap<>();
  private final List<String> hexes = new ArrayList<>();
  private final HeldBack heldBack;
  private final Map<String, NDArray> head = new LinkedHashMap<>();

  TowerStage(Llava model, World world, BaseRecipe recipe, NDManager m) {
    this.model = model;
    this.world = world;
    this.recipe = recipe;
    this.augmentation = recipe.augmentation();
    this.patchWords = new PatchWords(model.config().vision().patchSize());
    for (Concept concept : world.concepts) {
      classes.put(concept.hex(), classes.size());
    }
    for (EmojiName emoji : world.emoji) {
      classes.putIfAbsent(emoji.hex(), classes.size());
    }
    classes.keySet().stream().sorted().forEach(hexes::add);
    int h = model.config().vision().hiddenSize();
    int outputs = classes.size() + Ground.values().length;
    heldBack = new HeldBack(outputs, world.hands.heldBack().stream().map(classes::get).toList());
    FreshWeights fresh = new FreshWeights(m, recipe.seed());
    head.put("head.norm.weight", fresh.get("head.norm.weight", new Shape(h)));
    head.put("head.norm.bias", fresh.get("head.norm.bias", new Shape(h)));
    head.put("head.weight", fresh.normal("head.weight", new Shape(outputs, h), 0.02));
  }

  Map<String, NDArray> parameters() {
    Map<String, NDArray> all = new LinkedHashMap<>();
    model
        .parameters()
        .forEach(
            (name, array) -> {
              if (name.startsWith("vision_tower") && !name.contains("post_layernorm")) {
                all.put(name, array);
              }
            });
    all.putAll(head);
    return all;
  }

  StepSource.Loss loss(int step) {
    int batch = recipe.tower().batch();
    double strangeness = strangeness(step);
    SpritePainter painter = new SpritePainter(world.drawings, augmentation.scaled(strangeness));
    int patches = model.config().vision().patches();
    float[][] pixels = new float[batch][];
    long[] labels = new long[batch * patches];
    float[][] marks = new float[batch][];
    // Pictures of one step do not depend on one another, so that every core may paint.
    IntStream.range(0, batch)
        .parallel()
        .forEach(
            row -> {
              SplittableRandom random = PatchWords.random(recipe.seed(), NAME, step, row);
              Ground ground = Ground.values()[random.nextInt(Ground.values().length)];
              List<Sprite> sprites = sprites(strangeness, random);
              pixels[row] = Normalizer.CLIP.apply(painter.paint(ground.color(), sprites, random));
              int[] on = patchWords.sprites(sprites);
              marks[row] = HeldBack.marks(sprites, on);
              for (int p = 0; p < patches; p++) {
                labels[row * patches + p] =
                    on[p] < 0
                        ? classes.size() + ground.ordinal()
                        : classes.get(sprites.get(on[p]).hex());
              }
            });
    NDManager manager = Scope.manager();
    NDArray logits = logits(Pixels.of(manager, pixels)); // (B, P, classes)
    logits = heldBack.spare(manager, logits, marks);
    NDArray loss = Ops.crossEntropy(logits, manager.create(labels, new Shape(batch, patches)));
    return new StepSource.Loss(loss, (long) batch * patches);
  }

  private NDArray logits(NDArray pixels) {
    NDArray features = model.vision().features(pixels, model.config().visionFeatureLayer());
    NDArray normed =
        Ops.layerNorm(features, head.get("head.norm.weight"), head.get("head.norm.bias"), 1e-5f);
    return Ops.linear(normed, head.get("head.weight"));
  }

  /**
   * Share of things that the tower names rightly among all concepts, by the patch in the middle of
   * their cell.
   *
   * @param concepts what the scenes show
   */
  double names(List<Concept> concepts, Artist artist, int scenes) {
    SceneSampler sampler = new SceneSampler(concepts, Part.VALIDATION);
    ScenePainter painter = new ScenePainter(world.drawings);
    SplittableRandom random = new SplittableRandom(1);
    int right = 0;
    int all = 0;
    int side = Scene.PIXELS / model.config().vision().patchSize();
    for (int i = 0; i < scenes; i++) {
      Scene scene = sampler.next(random);
      float[][] pixels = {Normalizer.CLIP.apply(painter.paint(scene, artist))};
      try (Scope scope = Scope.open()) {
        NDArray logits = logits(Pixels.of(Scope.manager(), pixels)); // (1, P, classes)
        float[] scores = logits.toFloatArray();
        int width = scores.length / (side * side);
        for (Thing thing : scene.things()) {
          int row = thing.cell().row() * side / 2 + side / 4;
          int column = thing.cell().column() * side / 2 + side / 4;
          int at = (row * side + column) * width;
          int best = 0;
          // The concepts are the first classes.
          for (int c = 1; c < world.concepts.size(); c++) {
            best = scores[at + c] > scores[at + best] ? c : best;
          }
          right += best == classes.get(thing.concept().hex()) ? 1 : 0;
          all++;
        }
      }
    }
    return (double) right / all;
  }

  /**
   * How strange a step's drawings are, 0 to 1: first only the concepts as they are, later other
   * emoji and changed drawings too. Begun with all of it at once, the tower learns nothing for
   * long.
   */
  private double strangeness(int step) {
    double done = (double) step / recipe.tower().steps();
    return Math.max(0, Math.min(1, (done - 0.15) / 0.25));
  }

  /**
   * Up to four drawings: concepts and, the stranger the more, any emoji; now and then an empty
   * cell.
   */
  private List<Sprite> sprites(double strangeness, SplittableRandom random) {
    List<Sprite> sprites = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      if (random.nextInt(16) == 0) {
        continue;
      }
      String hex =
          random.nextDouble() < OTHERS * strangeness
              ? hexes.get(random.nextInt(hexes.size()))
              : world.concepts.get(random.nextInt(world.concepts.size())).hex();
      Ink ink = world.hands.ink(hex, augmentation.flat() * strangeness, random);
      Size size = Size.values()[random.nextInt(Size.values().length)];
      int dx = (int) Math.round(strangeness * SceneSampler.jitter(random));
      int dy = (int) Math.round(strangeness * SceneSampler.jitter(random));
      sprites.add(new Sprite(hex, ink, cell, size.pixels(), dx, dy));
    }
    return sprites;
  }
}
