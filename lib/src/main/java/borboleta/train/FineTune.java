package borboleta.train;

import borboleta.data.LlavaFile;
import borboleta.data.LlavaRecord;
import borboleta.data.WholeFile;
import borboleta.data.WholeFolder;
import borboleta.hub.LlavaFolder;
import borboleta.model.Llava;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Torch;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Visual instruction tuning (arXiv 2304.08485, section 4.2): the parts that the recipe names learn
 * the answers of LLaVA records, in full or by a low-rank adapter.
 */
public final class FineTune {
  private final Recipe recipe;
  private final Path base;
  private final Path records;
  private final Path images;
  private final Options options;

  /**
   * What is not a setting of the training itself.
   *
   * @param dictionary words that begin as other words
   * @param policy what happens to records that cannot be learnt
   * @param evalRecords LLaVA's JSON of records whose loss tells the best checkpoint, or null
   * @param devices replicas of the model, each of which computes batches of its own: on the GPUs in
   *     turn, or all on the processor where there is none
   */
  public record Options(Dictionary dictionary, DataPolicy policy, Path evalRecords, int devices) {
    /** No dictionary, no bad records, no evaluation, one device. */
    public static final Options NONE = new Options(Dictionary.EMPTY, DataPolicy.STRICT, null, 1);

    public Options {
      if (devices < 1) {
        throw new IllegalArgumentException(devices + " devices cannot train; give 1 or more");
      }
    }

    public Options withDictionary(Dictionary other) {
      return new Options(other, policy, evalRecords, devices);
    }

    public Options withPolicy(DataPolicy other) {
      return new Options(dictionary, other, evalRecords, devices);
    }

    public Options withEvalRecords(Path other) {
      return new Options(dictionary, policy, other, devices);
    }

    public Options withDevices(int other) {
      return new Options(dictionary, policy, evalRecords, other);
    }
  }

  /** Watches a run: every step, and the model itself at intervals. */
  public interface Watcher {
    void onStep(StepMetrics metrics, int steps);

    /** Called before the first step with 0, then every {@code eval_steps}, and at the end. */
    default void onInterval(int step, Llava model, Tokenizer tokenizer) throws IOException {}

    /** Called with a sentence about what a user should know and the run goes on with. */
    default void onNotice(String sentence) {
      System.err.println(sentence);
    }
  }

  /**
   * Prepares a run.
   *
   * @param base model folder to start from
   * @param records LLaVA's JSON
   * @param images folder of the records' pictures
   */
  public FineTune(Recipe recipe, Path base, Path records, Path images) {
    this(recipe, base, records, images, Options.NONE);
  }

  /** Prepares a run in which new words begin as the words of a dictionary. */
  public FineTune(Recipe recipe, Path base, Path records, Path images, Dictionary dictionary) {
    this(recipe, base, records, images, Options.NONE.withDictionary(dictionary));
  }

  /** Prepares a run with options. */
  public FineTune(Recipe recipe, Path base, Path records, Path images, Options options) {
    this.recipe = recipe;
    this.base = base;
    this.records = records;
    this.images = images;
    this.options = options;
  }

  /**
   * Trains to the end, from the newest whole checkpoint where the folder has one, and writes what
   * was trained: an adapter to {@code run/adapter}, a projector alone to {@code run/projector}, a
   * whole model to {@code run/model}.
   *
   * @return the folder that was written
   * @throws IOException if a file is missing or broken, a record cannot be learnt, or the folder
   *     belongs to another recipe
   */
  public Path run(Path run, Watcher watcher) throws IOException {
    List<LlavaRecord> all = LlavaFile.read(records);
    try (Learner learner = Learner.load(recipe, base);
        Tokenizer tokenizer = LlavaFolder.tokenizer(base, learner.model().config());
        TrainingData data =
            TrainingData.open(
                recipe,
                base,
                all,
                images,
                tokenizer,
                learner.model().config(),
                options,
                run,
                watcher::onNotice)) {
      int steps = recipe.steps(data.size(), options.devices());
      Files.createDirectories(run);
      claim(run.resolve("recipe.json"));
      options.dictionary().apply(learner.model(), tokenizer);
      watcher.onInterval(0, learner.model(), tokenizer);
      List<Learner> learners = new ArrayList<>(List.of(learner));
      try {
        for (int i = 1; i < options.devices(); i++) {
          try (Torch.Placement there = Torch.on(Torch.device(i))) {
            Learner copy = Learner.load(recipe, base);
            learners.add(copy);
            options.dictionary().apply(copy.model(), tokenizer);
          }
        }
        train(run, learners, data, steps, tokenizer, watcher);
      } finally {
        learners.subList(1, learners.size()).forEach(Learner::close);
      }
      learner.rest();
      return write(run, learner);
    }
  }

  private void train(
      Path run,
      List<Learner> learners,
      TrainingData data,
      int steps,
      Tokenizer tokenizer,
      Watcher watcher)
      throws IOException {
    Learner first = learners.get(0);
    TrainListener listener =
        new TrainListener() {
          @Override
          public void onStep(StepMetrics metrics) {
            watcher.onStep(metrics, steps);
            if (metrics.step() % recipe.saving().evalSteps() == 0 || metrics.step() == steps) {
              first.rest();
              look(watcher, metrics.step(), first.model(), tokenizer);
            }
          }

          @Override
          public void onNotice(String sentence) {
            watcher.onNotice(sentence);
          }
        };
    new TrainLoop(recipe.settings(steps), run)
        .run(
            ParameterGroup.of(first.parameters(), recipe.optimizer()),
            learners.subList(1, learners.size()).stream().map(copy -> copies(first, copy)).toList(),
            step -> data.parts(step, learners),
            options.evalRecords() == null
                ? null
                : EvalLoss.open(recipe, base, options.evalRecords(), images, tokenizer, first, run),
            listener);
  }

  /** A replica's parameters in the order of the first one's groups. */
  private List<ai.djl.ndarray.NDArray> copies(Learner first, Learner copy) {
    return ParameterGroup.all(ParameterGroup.of(first.parameters(), recipe.optimizer()))
        .keySet()
        .stream()
        .map(copy.parameters()::get)
        .toList();
  }

  private static void look(Watcher watcher, int step, Llava model, Tokenizer tokenizer) {
    try {
      watcher.onInterval(step, model, tokenizer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(Path run, Learner learner) throws IOException {
    if (learner.adapts()) {
      Path adapter = run.resolve("adapter");
      WholeFolder.replace(
          adapter, folder -> learner.writeAdapter(folder, base, options.dictionary()));
      return adapter;
    }
    if (recipe.parts().projectorOnly()) {
      Path projector = run.resolve("projector");
      WholeFolder.replace(
          projector,
          folder ->
              SafeTensorsWriter.write(
                  folder.resolve("mm_projector.safetensors"), learner.ownParameters(), false));
      return projector;
    }
    Path model = run.resolve("model");
    WholeFolder.replace(
        model,
        folder -> {
          LlavaFolder.save(learner.model(), folder, recipe.work().bf16());
          LlavaFolder.copySettings(base, folder);
        });
    return model;
  }

  private void claim(Path file) throws IOException {
    if (Files.exists(file) && !Recipe.read(file).equals(recipe)) {
      throw new IOException(
          file + " holds another recipe; choose another folder, or remove this one");
    }
    WholeFile.write(file, out -> out.write(recipe.toJson()));
  }
}
