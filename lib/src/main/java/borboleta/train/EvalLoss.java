package borboleta.train;

import borboleta.data.LlavaFile;
import borboleta.model.Llava;
import borboleta.tensor.Scope;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** The loss on records that are not learnt: the mean over all their answers' tokens. */
final class EvalLoss implements TrainLoop.Judge {
  private final Recipe recipe;
  private final Examples examples;
  private final RecordPictures pictures;
  private final Learner learner;

  private EvalLoss(Recipe recipe, Examples examples, RecordPictures pictures, Learner learner) {
    this.recipe = recipe;
    this.examples = examples;
    this.pictures = pictures;
    this.learner = learner;
  }

  /**
   * Reads the records.
   *
   * @throws IOException naming the record, if one cannot be read as a sample
   */
  static EvalLoss open(
      Recipe recipe,
      Path base,
      Path records,
      Path images,
      Tokenizer tokenizer,
      Learner learner,
      Path run)
      throws IOException {
    Llava.Config config = learner.model().config();
    Examples examples =
        TrainingData.examples(recipe, base, LlavaFile.read(records), tokenizer, config, null);
    if (examples.size() == 0) {
      throw new IOException(records + " holds no record");
    }
    return new EvalLoss(
        recipe, examples, new RecordPictures(images, base, config, recipe.input()), learner);
  }

  @Override
  public int every() {
    return recipe.saving().evalSteps();
  }

  @Override
  public double loss() throws IOException {
    learner.rest();
    double sum = 0;
    try (PictureLoader loader =
        new PictureLoader(examples, pictures, recipe.input().workers(), null)) {
      for (int from = 0; from < examples.size(); from += recipe.batch()) {
        int[] rows =
            IntStream.range(from, Math.min(examples.size(), from + recipe.batch())).toArray();
        try (Scope scope = Scope.open()) {
          Batch batch = TrainingData.batch(examples, loader.load(rows), learner.model().config());
          sum += learner.loss(batch).getFloat() * (double) examples.answers(rows);
        }
      }
    }
    return sum / examples.answers(IntStream.range(0, examples.size()).toArray());
  }
}
