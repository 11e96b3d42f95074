package borboleta.train.base;

import ai.djl.ndarray.NDArray;
import borboleta.data.Scene;
import borboleta.image.Normalizer;
import borboleta.model.Llava;
import borboleta.tensor.Scope;
import borboleta.text.ChatTemplate;
import borboleta.text.Sample;
import borboleta.train.Batch;
import borboleta.train.StepSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The whole model learns to answer about pictures: LLaVA's second stage, visual instruction tuning.
 */
final class InstructStage {
  private static final String NAME = "instruct";

  private final Llava model;
  private final World world;
  private final BaseRecipe recipe;
  private final ChatTemplate template;
  private final SpritePainter painter;
  private final double flat;

  InstructStage(Llava model, World world, BaseRecipe recipe, ChatTemplate template) {
    this.model = model;
    this.world = world;
    this.recipe = recipe;
    this.template = template;
    this.painter = new SpritePainter(world.drawings, recipe.augmentation());
    this.flat = recipe.augmentation().flat();
  }

  Map<String, NDArray> parameters() {
    Map<String, NDArray> all = new LinkedHashMap<>(model.parameters());
    all.keySet().removeIf(name -> name.contains("post_layernorm"));
    return all;
  }

  StepSource.Loss loss(int step) {
    int rows = recipe.instruct().batch();
    Sample[] samples = new Sample[rows];
    float[][] pixels = new float[rows][];
    IntStream.range(0, rows)
        .parallel()
        .forEach(
            row -> {
              SplittableRandom random = PatchWords.random(recipe.seed(), NAME, step, row);
              Scene scene = world.scene(random);
              List<Sprite> sprites = world.sprites(scene, flat, random);
              pixels[row] =
                  Normalizer.CLIP.apply(painter.paint(scene.ground().color(), sprites, random));
              samples[row] = template.encode(world.talk(scene, random));
            });
    Batch batch =
        Batch.of(
            Scope.manager(),
            Arrays.asList(samples),
            Arrays.asList(pixels),
            Scene.PIXELS,
            model.config().imageTokenIndex(),
            model.config().text().padTokenId());
    return new StepSource.Loss(batch.loss(model), batch.tokens());
  }
}
