package borboleta.train;

import borboleta.train.recipe.FlatJson;
import borboleta.train.recipe.InputSettings;
import borboleta.train.recipe.LoraSettings;
import borboleta.train.recipe.OptimizerSettings;
import borboleta.train.recipe.SavingSettings;
import borboleta.train.recipe.TrainedParts;
import borboleta.train.recipe.WorkSettings;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every setting of a fine-tuning run. As JSON it is flat, and each setting has the name that
 * transformers' {@code TrainingArguments} and LLaVA's scripts give it (LLaVA, {@code train.py},
 * {@code scripts/v1_5}).
 */
public record Recipe(
    InputSettings input,
    TrainedParts parts,
    LoraSettings lora,
    OptimizerSettings optimizer,
    WorkSettings work,
    SavingSettings saving) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<Class<? extends Record>> GROUPS =
      List.of(
          InputSettings.class,
          TrainedParts.class,
          LoraSettings.class,
          OptimizerSettings.class,
          WorkSettings.class,
          SavingSettings.class);

  /** The recipes that come with the kit: LLaVA-1.5's three, the TCC's and the tiny tier's. */
  public static final List<String> PRESETS =
      List.of("tiny", "llava-1.5-pretrain", "llava-1.5-finetune", "llava-1.5-lora", "tcc-13b");

  /** The tiny tier's recipe with the settings that a first run is about. */
  public Recipe(
      long seed,
      double learningRate,
      double epochs,
      int batch,
      double warmupRatio,
      double weightDecay,
      double maxGradNorm,
      int saveSteps,
      int evalSteps) {
    this(
        tiny()
            .with(
                Map.of(
                    "seed", seed,
                    "learning_rate", learningRate,
                    "num_train_epochs", epochs,
                    "per_device_train_batch_size", batch,
                    "warmup_ratio", warmupRatio,
                    "weight_decay", weightDecay,
                    "max_grad_norm", maxGradNorm,
                    "save_steps", saveSteps,
                    "eval_steps", evalSteps)));
  }

  private Recipe(Recipe other) {
    this(other.input, other.parts, other.lora, other.optimizer, other.work, other.saving);
  }

  /** The tiny tier's: full fine-tuning of the language model and the projector. */
  public static Recipe tiny() {
    return preset("tiny");
  }

  /**
   * One of {@link #PRESETS}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Recipe preset(String name) {
    if (!PRESETS.contains(name)) {
      throw new IllegalArgumentException(
          "there is no preset %s; did you mean %s? Known are %s"
              .formatted(name, FlatJson.nearest(name, PRESETS), String.join(", ", PRESETS)));
    }
    String resource = "/borboleta/train/recipes/" + name + ".json";
    try (InputStream in = Recipe.class.getResourceAsStream(resource)) {
      return of((ObjectNode) JSON.readTree(in));
    } catch (IOException e) {
      throw new IllegalStateException("the preset " + name + " cannot be read from the jar", e);
    }
  }

  private static Recipe of(ObjectNode flat) {
    return new Recipe(
        FlatJson.read(flat, InputSettings.class),
        FlatJson.read(flat, TrainedParts.class),
        FlatJson.read(flat, LoraSettings.class),
        FlatJson.read(flat, OptimizerSettings.class),
        FlatJson.read(flat, WorkSettings.class),
        FlatJson.read(flat, SavingSettings.class));
  }

  /**
   * The same with other values for some settings.
   *
   * @param settings values by their names in JSON
   * @throws IllegalArgumentException if there is no such setting, or a value is outside its range
   */
  public Recipe with(Map<String, ?> settings) {
    ObjectNode flat = flat();
    settings.forEach(
        (key, value) -> {
          FlatJson.known(key, GROUPS);
          flat.set(key, value instanceof JsonNode node ? node : JSON.valueToTree(value));
        });
    return of(flat);
  }

  /** Settings as they stand on a command line, as values. */
  public static Map<String, JsonNode> values(Map<String, String> settings) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    settings.forEach((key, text) -> values.put(key, FlatJson.value(text)));
    return values;
  }

  public Recipe with(String key, Object value) {
    return with(Collections.singletonMap(key, value));
  }

  public Recipe withSeed(long other) {
    return with("seed", other);
  }

  public Recipe withEpochs(double other) {
    return with("num_train_epochs", other);
  }

  public Recipe withLearningRate(double other) {
    return with("learning_rate", other);
  }

  public long seed() {
    return work.seed();
  }

  public double learningRate() {
    return optimizer.learningRate();
  }

  /** Records that a device reads at once. */
  public int batch() {
    return work.batch();
  }

  /** Records that one step learns from, on one device. */
  public int recordsPerStep() {
    return work.batch() * work.accumulation();
  }

  /** Steps over a number of records, on one device. */
  public int steps(int records) {
    return steps(records, 1);
  }

  /**
   * Steps over a number of records. Grouped by modality each epoch begins with a batch of its own;
   * otherwise a batch may reach into the next epoch.
   */
  int steps(int records, int devices) {
    double perEpoch = (double) records / (recordsPerStep() * devices);
    double whole = input.groupByModalityLength() ? Math.ceil(perEpoch) : perEpoch;
    return (int) Math.max(1, Math.ceil(work.epochs() * whole));
  }

  /** The loop's settings for a number of steps. */
  TrainLoop.Settings settings(int steps) {
    int warmup = (int) Math.ceil(optimizer.warmupRatio() * steps);
    return new TrainLoop.Settings(
        steps,
        Schedule.of(optimizer.scheduler(), steps, warmup),
        optimizer.beta1(),
        optimizer.beta2(),
        optimizer.epsilon(),
        optimizer.maxGradNorm(),
        saving.saveSteps(),
        saving.kept());
  }

  /**
   * Reads a recipe's file; what it does not name has the base's value.
   *
   * @throws IOException if it is missing, is no JSON, has an unknown key (with the nearest known
   *     one) or a value outside its range
   */
  public static Recipe read(Path file, Recipe base) throws IOException {
    try {
      JsonNode node = JSON.readTree(Files.readString(file));
      if (!(node instanceof ObjectNode settings)) {
        throw new IOException(file + " is no JSON object of settings");
      }
      Map<String, JsonNode> all = new LinkedHashMap<>();
      settings.properties().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
      return base.with(all);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no recipe at " + file, e);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is no JSON: see line %d".formatted(file, e.getLocation().getLineNr()), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** The same over the tiny tier's recipe. */
  public static Recipe read(Path file) throws IOException {
    return read(file, tiny());
  }

  /** The recipe as JSON, as it lies in a run's folder. */
  public String toJson() {
    return FlatJson.text(flat());
  }

  private ObjectNode flat() {
    return FlatJson.write(List.of(input, parts, lora, optimizer, work, saving));
  }
}
