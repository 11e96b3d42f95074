package borboleta.cli;

import borboleta.course.Workspace;
import borboleta.data.QuestionFile;
import borboleta.data.QuestionSet;
import borboleta.eval.Accuracy;
import borboleta.eval.Exam;
import borboleta.generate.Answerer;
import borboleta.model.Llava;
import borboleta.text.Tokenizer;
import borboleta.train.StepMetrics;
import borboleta.train.base.BaseRecipe;
import borboleta.train.base.TinyBase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the tiny base. */
@Command(
    name = "pretrain",
    description = {
      "Make the tiny base from nothing: tower, words, alignment, instruction; less than an hour on"
          + " two cores.",
      "Started again with the same folder, it goes on from its newest checkpoint.",
      "Example: pretrain --seed 1 --run build/runs/base --out build/tiny-base"
    },
    mixinStandardHelpOptions = true)
final class PretrainCommand implements Callable<Integer> {
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "First weights, scenes and questions (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "Folder for metrics and checkpoints.")
  private Path run;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the finished model with its card and learning curve.")
  private Path out;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Emoji world with the questions to judge by (default build/data/emoji).")
  private Path data;

  @Option(
      names = "--scale",
      paramLabel = "SHARE",
      defaultValue = "1",
      description = "Share of every stage's steps, to try the whole quickly.")
  private double scale;

  @Option(
      names = "--other",
      paramLabel = "DIR",
      description = "Base made with another seed, whose figures go into the card too.")
  private Path other;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Workspace workspace = Workspace.current();
    Path world = data == null ? workspace.emoji() : data;
    if (!Files.isDirectory(world.resolve("questions"))) {
      throw new IOException(
          world + " holds no emoji world to judge by; make one with: data emoji --out " + world);
    }
    BaseRecipe recipe = BaseRecipe.of(seed);
    recipe = scale == 1 ? recipe : recipe.scaled(scale);
    Watch watch = new Watch(exam(world, QuestionSet.VALIDATION));
    try (Interrupt interrupt =
        Interrupt.betweenSteps(
            () ->
                "pretrain: interrupted in stage %s after step %d; the same command goes on from the newest checkpoint in %s"
                    .formatted(watch.stage, watch.step, run))) {
      watch.interrupt = interrupt;
      new TinyBase(recipe, workspace.npm(), workspace.tinyBase()).run(run, watch);
    } finally {
      watch.close();
    }
    Files.createDirectories(out);
    for (String file : new String[] {"config.json", "model.safetensors"}) {
      Files.copy(
          run.resolve("model").resolve(file),
          out.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Path tokenizer = workspace.tinyBase().resolve("tokenizer.json");
    if (!Files.exists(out.resolve("tokenizer.json"))) {
      Files.copy(tokenizer, out.resolve("tokenizer.json"));
    }
    BaseCard.write(out, run, world, recipe, watch.parts, watch.joined, other);
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.println(out);
    stdout.flush();
    return 0;
  }

  static Exam exam(Path world, QuestionSet set) throws IOException {
    return new Exam(
        QuestionFile.read(world.resolve("questions/" + set.fileName() + ".en.jsonl")),
        world.resolve("images"));
  }

  /** Shows a bar a stage and keeps what each part and the joined model can do. */
  private static final class Watch implements TinyBase.Listener {
    private final Exam exam;
    private final Map<String, Double> parts = new LinkedHashMap<>();
    private final Map<String, Accuracy> joined = new LinkedHashMap<>();
    private ShellProgress progress;
    private volatile String stage = "";
    private volatile int step;
    private volatile float loss;
    private Interrupt interrupt;

    Watch(Exam exam) {
      this.exam = exam;
    }

    @Override
    public void onStep(String name, int steps, StepMetrics metrics) {
      if (!name.equals(stage)) {
        close();
        stage = name;
        progress = new ShellProgress(name, () -> "loss %.3f".formatted(loss));
      }
      step = metrics.step();
      loss = metrics.loss();
      progress.update(step, steps, "steps");
      interrupt.here();
    }

    @Override
    public void onPart(String name, String ability, double share) {
      close();
      parts.put(ability, share);
      System.err.printf(Locale.ROOT, "after %s, %s: %.1f %%%n", name, ability, 100 * share);
    }

    @Override
    public void onJoined(String name, Llava model, Tokenizer tokenizer) throws IOException {
      close();
      Accuracy accuracy = exam.take(Answerer.of(model, tokenizer));
      joined.put(name, accuracy);
      System.err.println("after " + name + ", " + accuracy);
    }

    void close() {
      if (progress != null) {
        progress.close();
        progress = null;
      }
    }
  }
}
