package borboleta.train;

import ai.djl.ndarray.NDArray;
import borboleta.data.LlavaFile;
import borboleta.data.LlavaRecord;
import borboleta.data.Turn;
import borboleta.hub.LlavaFolder;
import borboleta.image.Fit;
import borboleta.image.Normalizer;
import borboleta.image.PictureReader;
import borboleta.model.Llava;
import borboleta.tensor.Scope;
import borboleta.text.ChatTemplate;
import borboleta.text.Conversation;
import borboleta.text.Sample;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Visual instruction tuning: language model and projector learn the answers of LLaVA records, the
 * vision tower stays as it is (arXiv 2304.08485, section 4.2).
 */
public final class FineTune {
  private final Recipe recipe;
  private final Path base;
  private final Path records;
  private final Path images;
  private final Dictionary dictionary;

  /** Watches a run: every step, and the model itself at intervals. */
  public interface Watcher {
    void onStep(StepMetrics metrics, int steps);

    /** Called before the first step with 0, then every {@code eval_steps}, and at the end. */
    default void onInterval(int step, Llava model, Tokenizer tokenizer) throws IOException {}
  }

  /**
   * Prepares a run.
   *
   * @param base model folder to start from
   * @param records LLaVA's JSON
   * @param images folder of the records' pictures
   */
  public FineTune(Recipe recipe, Path base, Path records, Path images) {
    this(recipe, base, records, images, Dictionary.EMPTY);
  }

  /** Prepares a run in which new words begin as the words of a dictionary. */
  public FineTune(Recipe recipe, Path base, Path records, Path images, Dictionary dictionary) {
    this.dictionary = dictionary;
    this.recipe = recipe;
    this.base = base;
    this.records = records;
    this.images = images;
  }

  /**
   * Trains to the end, from the newest checkpoint where the folder has one, and writes the model to
   * {@code run/model}.
   *
   * @throws IOException if a file is missing or broken, or the folder belongs to another recipe
   */
  public void run(Path run, Watcher watcher) throws IOException {
    List<LlavaRecord> all = LlavaFile.read(records);
    for (LlavaRecord record : all) {
      if (record.image() == null || !Files.isRegularFile(picture(record))) {
        throw new IOException(
            "record %s of %s has no picture %s in %s"
                .formatted(record.id(), records, record.image(), images));
      }
    }
    Files.createDirectories(run);
    claim(run.resolve("recipe.json"));
    try (Llava model = LlavaFolder.load(base);
        Tokenizer tokenizer = LlavaFolder.tokenizer(base, model.config())) {
      Llava.Config c = model.config();
      ChatTemplate template =
          new ChatTemplate(
              tokenizer,
              c.imageTokenIndex(),
              c.text().bosTokenId(),
              c.text().eosTokenId(),
              c.vision().patches());
      List<Sample> samples = all.stream().map(r -> template.encode(conversation(r))).toList();
      int steps = recipe.steps(all.size());
      int[] lengths = samples.stream().mapToInt(Sample::length).toArray();
      RecordOrder order = RecordOrder.byLength(recipe.seed(), lengths, recipe.batch());
      dictionary.apply(model, tokenizer);
      watcher.onInterval(0, model, tokenizer);
      new TrainLoop(recipe.settings(all.size()), run)
          .run(
              trainable(model),
              step -> loss(model, all, samples, order.batch(step, recipe.batch())),
              metrics -> {
                watcher.onStep(metrics, steps);
                if (metrics.step() % recipe.evalSteps() == 0 || metrics.step() == steps) {
                  look(watcher, metrics.step(), model, tokenizer);
                }
              });
      LlavaFolder.save(model, run.resolve("model"), false);
      Files.copy(
          base.resolve("tokenizer.json"),
          run.resolve("model/tokenizer.json"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void look(Watcher watcher, int step, Llava model, Tokenizer tokenizer) {
    try {
      watcher.onInterval(step, model, tokenizer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, NDArray> trainable(Llava model) {
    Map<String, NDArray> parameters = new LinkedHashMap<>(model.parameters());
    parameters.keySet().removeIf(name -> name.startsWith("vision_tower"));
    return parameters;
  }

  private TrainLoop.Loss loss(
      Llava model, List<LlavaRecord> all, List<Sample> samples, int[] rows) {
    int side = model.config().vision().imageSize();
    float[][] pictures = new float[rows.length][];
    IntStream.range(0, rows.length)
        .parallel()
        .forEach(i -> pictures[i] = pixels(all.get(rows[i]), side));
    Batch batch =
        Batch.of(
            Scope.manager(),
            Arrays.stream(rows).mapToObj(samples::get).toList(),
            Arrays.asList(pictures),
            side,
            model.config().imageTokenIndex(),
            model.config().text().padTokenId());
    return new TrainLoop.Loss(batch.loss(model), batch.tokens());
  }

  private float[] pixels(LlavaRecord record, int side) {
    try {
      return Normalizer.CLIP.apply(Fit.square(PictureReader.read(picture(record)), side));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path picture(LlavaRecord record) {
    Path file = images.resolve(record.image()).normalize();
    if (!file.startsWith(images.normalize())) {
      throw new IllegalArgumentException(
          "record %s names a picture outside its folder: %s"
              .formatted(record.id(), record.image()));
    }
    return file;
  }

  /**
   * Reads a record's turns in pairs.
   *
   * @throws IllegalArgumentException naming the record, if question and answer do not alternate
   */
  static Conversation conversation(LlavaRecord record) {
    List<Turn> turns = record.conversations();
    return Conversation.of(
        record.id(),
        turns.stream().map(Turn::from).toList(),
        turns.stream().map(Turn::value).toList());
  }

  private void claim(Path file) throws IOException {
    String ours = recipe.toJson();
    if (Files.exists(file) && !Files.readString(file).equals(ours)) {
      throw new IOException(
          file + " holds another recipe; choose another folder, or remove this one");
    }
    Files.writeString(file, ours);
  }
}
