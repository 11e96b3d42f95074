package borboleta.cli;

import borboleta.model.Llava;
import borboleta.text.Tokenizer;
import borboleta.train.DataPolicy;
import borboleta.train.Dictionary;
import borboleta.train.FineTune;
import borboleta.train.Recipe;
import borboleta.train.StepMetrics;
import borboleta.train.watch.FixedQuestions;
import borboleta.train.watch.RunWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fine-tunes a model on LLaVA records. */
@Command(
    name = "finetune",
    description = {
      "Fine-tune a LLaVA on LLaVA records as a recipe says: in full, by LoRA, or the projector"
          + " alone.",
      "Leaves recipe.json, metrics.csv, checkpoints/, samples/ and adapter/, projector/ or model/ in the"
          + " run's folder, and keeps index.html there fresh: the run as a page.",
      "Example: finetune models/tiny-base --records build/data/translated/train.pt.json"
          + " --images build/data/emoji/images --run build/runs/mine"
    },
    mixinStandardHelpOptions = true)
final class FinetuneCommand implements Callable<Integer> {
  private static final int SAMPLES = 4;

  /** Each is asked at every interval, and stands on the page. */
  private static final int MOST_SAMPLES = 64;

  @Parameters(arity = "0..1", paramLabel = "BASE", description = "Model folder to start from.")
  private Path base;

  @Option(names = "--records", paramLabel = "FILE", description = "LLaVA's JSON.")
  private Path records;

  @Option(names = "--images", paramLabel = "DIR", description = "Folder of the records' pictures.")
  private Path images;

  @Option(names = "--run", paramLabel = "DIR", description = "The run's folder.")
  private Path run;

  @Mixin private RecipeOptions recipes;

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

  @Option(names = "--print-recipe", description = "Print the recipe as JSON and train nothing.")
  private boolean printRecipe;

  @Option(
      names = "--eval-records",
      paramLabel = "FILE",
      description =
          "Records that are not learnt: their loss every eval_steps goes to eval.csv and tells the"
              + " best checkpoint.")
  private Path evalRecords;

  @Option(
      names = "--samples",
      paramLabel = "FILE|N",
      description =
          "Questions put to the model every eval_steps, for samples/ and the run's page: LLaVA's JSON"
              + " with the same pictures' folder, or how many to take from --eval-records, or else"
              + " from --records (4 where there are --eval-records, else none).")
  private String samples;

  @Option(
      names = "--on-bad-image",
      defaultValue = "fail",
      paramLabel = "WHAT",
      description =
          "Missing or broken picture: fail, or skip the record and list it (${DEFAULT-VALUE}).")
  private DataPolicy.Choice onBadImage;

  @Option(
      names = "--on-bad-record",
      defaultValue = "fail",
      paramLabel = "WHAT",
      description =
          "Record with an empty answer or nothing to learn: fail, or skip it and list it"
              + " (${DEFAULT-VALUE}).")
  private DataPolicy.Choice onBadRecord;

  @Option(
      names = "--devices",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Replicas of the model, on the GPUs in turn, each with batches of its own, their gradients"
              + " averaged (default ${DEFAULT-VALUE}).")
  private int devices;

  @Option(names = "--resume", description = "Go on from the newest checkpoint of the run's folder.")
  private boolean resume;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (printRecipe) {
      return print(recipe().toJson().stripTrailing());
    }
    required("BASE", base);
    required("--records", records);
    required("--images", images);
    required("--run", run);
    if (!resume && Files.exists(run.resolve("recipe.json"))) {
      throw new IOException(
          run + " holds a run already; add --resume to go on with it, or choose another folder");
    }
    Recipe recipe = recipe();
    AtomicInteger step = new AtomicInteger();
    StepMetrics[] last = new StepMetrics[1];
    Path written;
    try (ShellProgress progress =
        new ShellProgress("finetune", () -> last[0] == null ? "" : note(last[0]))) {
      FineTune.Watcher shell =
          new FineTune.Watcher() {
            @Override
            public void onStep(StepMetrics metrics, int steps) {
              step.set(metrics.step());
              last[0] = metrics;
              progress.update(metrics.step(), steps, "steps");
            }

            @Override
            public void onNotice(String sentence) {
              tell(sentence);
            }
          };
      RunWatch watch = new RunWatch(run, shell, questions(recipe), InstantSource.system());
      try (Interrupt interrupt = Interrupt.betweenSteps(() -> interrupted(watch, step.get()))) {
        FineTune.Options options =
            new FineTune.Options(
                dictionary(), new DataPolicy(onBadImage, onBadRecord), evalRecords, devices);
        written =
            new FineTune(recipe, base, records, images, options)
                .run(run, new Stoppable(watch, interrupt));
        watch.done(written);
      } catch (IOException | RuntimeException e) {
        Throwable why = e instanceof UncheckedIOException ? e.getCause() : e;
        watch.failed(String.valueOf(why.getMessage()));
        throw e;
      }
    }
    return print(written.toString());
  }

  /** Lets a run rest between two steps where the process is about to end. */
  private record Stoppable(FineTune.Watcher inner, Interrupt interrupt)
      implements FineTune.Watcher {
    @Override
    public void onStep(StepMetrics metrics, int steps) {
      inner.onStep(metrics, steps);
      interrupt.here();
    }

    @Override
    public void onInterval(int step, Llava model, Tokenizer tokenizer) throws IOException {
      inner.onInterval(step, model, tokenizer);
      interrupt.here();
    }

    @Override
    public void onNotice(String sentence) {
      inner.onNotice(sentence);
    }
  }

  private String interrupted(RunWatch watch, int step) {
    String sentence =
        "interrupted after step %d; the same command with --resume goes on from the newest checkpoint in %s"
            .formatted(step, run);
    watch.interrupted(sentence);
    return "finetune: " + sentence;
  }

  private static String note(StepMetrics last) {
    return String.format(
        Locale.ROOT,
        "loss %.3f, %.0f tokens/s, %d MB",
        last.loss(),
        last.tokensPerSecond(),
        last.memoryMegabytes());
  }

  /** The questions of --samples, or null for none. */
  private FixedQuestions questions(Recipe recipe) throws IOException {
    if (samples == null && evalRecords == null) {
      return null;
    }
    if (samples == null || samples.matches("\\d{1,4}")) {
      int count = samples == null ? SAMPLES : Integer.parseInt(samples);
      Path from = evalRecords == null ? records : evalRecords;
      return count == 0 ? null : FixedQuestions.of(recipe, base, from, images, count);
    }
    return FixedQuestions.of(recipe, base, Path.of(samples), images, MOST_SAMPLES);
  }

  /** All that a run needs and printing a recipe does not. */
  private void required(String name, Path value) {
    if (value == null) {
      throw new ParameterException(spec.commandLine(), name + " is missing");
    }
  }

  private int print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
    return 0;
  }

  private void tell(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("finetune: " + sentence);
    err.flush();
  }

  private Dictionary dictionary() throws IOException {
    return dictionary == null ? Dictionary.EMPTY : Dictionary.read(dictionary);
  }

  private Recipe recipe() throws IOException {
    Path saved = run == null ? null : run.resolve("recipe.json");
    boolean again = resume && !recipes.isNamed() && saved != null && Files.exists(saved);
    Recipe recipe = again ? recipes.change(Recipe.read(saved)) : recipes.recipe();
    recipe = seed == null ? recipe : recipe.withSeed(seed);
    recipe = epochs == null ? recipe : recipe.withEpochs(epochs);
    return learningRate == null ? recipe : recipe.withLearningRate(learningRate);
  }
}
