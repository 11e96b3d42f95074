package borboleta.cli;

import borboleta.train.Dictionary;
import borboleta.train.FineTune;
import borboleta.train.Recipe;
import borboleta.train.StepMetrics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fine-tunes a model on LLaVA records. */
@Command(
    name = "finetune",
    description = {
      "Fine-tune language model and projector on LLaVA records; the vision tower stays as it is.",
      "Leaves metrics.csv, checkpoints/ and model/ in the run's folder.",
      "Example: finetune models/tiny-base --records build/data/translated/train.pt.json"
          + " --images build/data/emoji/images --run build/runs/mine"
    },
    mixinStandardHelpOptions = true)
final class FinetuneCommand implements Callable<Integer> {
  @Parameters(paramLabel = "BASE", description = "Model folder to start from.")
  private Path base;

  @Option(names = "--records", required = true, paramLabel = "FILE", description = "LLaVA's JSON.")
  private Path records;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the records' pictures.")
  private Path images;

  @Option(names = "--run", required = true, paramLabel = "DIR", description = "The run's folder.")
  private Path run;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Settings as JSON; without it the tiny tier's.")
  private Path recipeFile;

  @Option(
      names = "--dictionary",
      paramLabel = "FILE",
      description =
          "Lines of a known word, a tab and its translation, whose vector begins as the known"
              + " word's.")
  private Path dictionary;

  @Option(names = "--seed", paramLabel = "N", description = "Order of the records.")
  private Long seed;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the records.")
  private Double epochs;

  @Option(names = "--learning-rate", paramLabel = "LR", description = "Peak of the schedule.")
  private Double learningRate;

  @Option(names = "--resume", description = "Go on from the newest checkpoint of the run's folder.")
  private boolean resume;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!resume && Files.exists(run.resolve("recipe.json"))) {
      throw new IOException(
          run + " holds a run already; add --resume to go on with it, or choose another folder");
    }
    Recipe recipe = recipe();
    AtomicInteger step = new AtomicInteger();
    StepMetrics[] last = new StepMetrics[1];
    try (ShellProgress progress =
            new ShellProgress(
                "finetune",
                () ->
                    last[0] == null
                        ? ""
                        : String.format(
                            Locale.ROOT,
                            "loss %.3f, %.0f tokens/s, %d MB",
                            last[0].loss(),
                            last[0].tokensPerSecond(),
                            last[0].memoryMegabytes()));
        Interrupt interrupt =
            new Interrupt(
                () ->
                    "finetune: interrupted after step %d; the same command with --resume goes on from the newest checkpoint in %s"
                        .formatted(step.get(), run))) {
      new FineTune(recipe, base, records, images, dictionary())
          .run(
              run,
              (metrics, steps) -> {
                step.set(metrics.step());
                last[0] = metrics;
                progress.update(metrics.step(), steps, "steps");
              });
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(run.resolve("model"));
    out.flush();
    return 0;
  }

  private Dictionary dictionary() throws IOException {
    return dictionary == null ? Dictionary.EMPTY : Dictionary.read(dictionary);
  }

  private Recipe recipe() throws IOException {
    Path saved = run.resolve("recipe.json");
    Recipe recipe;
    if (recipeFile != null) {
      recipe = Recipe.read(recipeFile);
    } else {
      recipe = resume && Files.exists(saved) ? Recipe.read(saved) : Recipe.tiny();
    }
    recipe = seed == null ? recipe : recipe.withSeed(seed);
    recipe = epochs == null ? recipe : recipe.withEpochs(epochs);
    return learningRate == null ? recipe : recipe.withLearningRate(learningRate);
  }
}
