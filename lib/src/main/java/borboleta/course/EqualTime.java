package borboleta.course;

import borboleta.data.LlavaFile;
import borboleta.data.WholeFolder;
import borboleta.train.FineTune;
import borboleta.train.Recipe;
import borboleta.train.StepMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives two ways of training the same time instead of the same number of steps. */
public final class EqualTime {
  private static final int PROBED = 30;
  private static final int WARM = 6;

  private EqualTime() {}

  /**
   * Returns a recipe with as many epochs as a time holds, told by a few steps of it that are thrown
   * away. A run that has begun keeps its recipe.
   *
   * @param run the folder where the recipe is to run
   * @param dictionary and the other options of the run
   * @throws UncheckedIOException in one sentence, when the steps fail
   */
  public static Recipe fit(
      Recipe recipe,
      double seconds,
      Path run,
      Path base,
      Path records,
      Path images,
      FineTune.Options options) {
    try {
      Path begun = run.resolve("recipe.json");
      if (Files.exists(begun)) {
        return Recipe.read(begun);
      }
      long all = LlavaFile.read(records).size();
      double step = secondsPerStep(recipe, base, records, images, options);
      double epochs = seconds / step * recipe.batch() / all;
      // Three digits, so that the recipe stays readable.
      return recipe.withEpochs(Math.max(0.001, Math.round(epochs * 1000) / 1000.0));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static double secondsPerStep(
      Recipe recipe, Path base, Path records, Path images, FineTune.Options options)
      throws IOException {
    Path aside = Files.createTempDirectory("borboleta-probe-");
    List<StepMetrics> seen = new ArrayList<>();
    try {
      new FineTune(recipe.with(Map.of("save_steps", 1_000_000)), base, records, images, options)
          .run(
              aside.resolve("run"),
              (metrics, steps) -> {
                seen.add(metrics);
                if (seen.size() == Math.min(PROBED, steps)) {
                  throw new Enough();
                }
              });
    } catch (Enough e) {
      // what it was for
    } finally {
      WholeFolder.delete(aside);
    }
    return StepMetrics.secondsPerStep(seen.subList(Math.min(WARM, seen.size() - 2), seen.size()));
  }

  /** Ends a run whose first steps are all that was asked for. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
